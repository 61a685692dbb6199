namespace BusQStash.Store.Queues;

/// <summary>A lane and the epoch it is processed under (fencing token). Epochs are never reused, even if the queue is deleted and created again.</summary>
/// <param name="QueueName">The QStash queue.</param>
/// <param name="Epoch">The epoch.</param>
public readonly record struct LaneEpoch(string QueueName, long Epoch);
