namespace BusQStash.Store.Instances;

/// <summary>Work that is due and was not taken up.</summary>
/// <param name="Count">How much, as far as it was counted.</param>
/// <param name="OldestAt">Since when the oldest of it is due, unix milliseconds.</param>
public sealed record LateWork(int Count, long? OldestAt);
