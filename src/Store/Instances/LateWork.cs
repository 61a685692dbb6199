namespace BusQStash.Store.Instances;

/// <summary>Work that is overdue.</summary>
/// <param name="Count">Number of due rows, up to the limit.</param>
/// <param name="OldestAt">When the oldest of them became due, unix milliseconds.</param>
public sealed record LateWork(int Count, long? OldestAt);
