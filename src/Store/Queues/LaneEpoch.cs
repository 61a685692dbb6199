namespace BusQStash.Store.Queues;

/// <summary>A lane and the epoch it is worked under. Epochs are never used twice, whatever happens to the queue.</summary>
/// <param name="QueueName">The QStash queue.</param>
/// <param name="Epoch">The epoch.</param>
public readonly record struct LaneEpoch(string QueueName, long Epoch);
