namespace BusQStash.Store.Instances;

/// <summary>A schedule whose last firing made nothing.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Error">Why.</param>
/// <param name="LastAt">When it last made messages, unix milliseconds.</param>
public sealed record FailingSchedule(string Id, string Error, long? LastAt);
