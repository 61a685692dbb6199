namespace BusQStash.Store.Queues;

/// <summary>The result of counting a queue.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Lag">Number of messages not yet final.</param>
/// <param name="OldestAt">When the oldest of them was accepted, unix milliseconds.</param>
/// <param name="Reason">The reason for its state at the time of the count.</param>
public sealed record QueueCount(string Name, long Lag, long? OldestAt, QueueReason Reason);
