namespace BusQStash.Store.Queues;

/// <summary>A lane that has unfinished messages, is not paused, not parked and has no valid lease.</summary>
/// <param name="QueueName">The QStash queue.</param>
/// <param name="Shard">The shard that carries it; <see langword="null"/> when it has a broker queue of its own.</param>
public sealed record LaneWithWork(string QueueName, int? Shard);
