namespace BusQStash.Store.Instances;

/// <summary>A flow-control key with waiting messages.</summary>
/// <param name="Key">The key.</param>
/// <param name="Count">Number of waiting messages, up to the limit.</param>
/// <param name="OldestAt">When the first of them became due, unix milliseconds.</param>
/// <param name="Paused">The key is paused.</param>
public sealed record WaitingKey(string Key, int Count, long OldestAt, bool Paused);
