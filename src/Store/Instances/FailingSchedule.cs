namespace BusQStash.Store.Instances;

/// <summary>A schedule whose last firing produced no message or skipped instants.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Error">Error text of the last firing.</param>
/// <param name="LastAt">When it last produced messages, unix milliseconds.</param>
public sealed record FailingSchedule(string Id, string Error, long? LastAt);
