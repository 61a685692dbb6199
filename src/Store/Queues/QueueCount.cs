namespace BusQStash.Store.Queues;

/// <summary>How a queue was when it was counted.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Lag">Messages not yet final.</param>
/// <param name="OldestAt">When the oldest of them was accepted, unix milliseconds.</param>
/// <param name="Reason">Why it did what it did.</param>
public sealed record QueueCount(string Name, long Lag, long? OldestAt, QueueReason Reason);
