namespace BusQStash.Client.Queues;

/// <summary>What a queue is set to; what is left out stays as it is.</summary>
internal sealed record QueueSettings(string QueueName, int? Parallelism, bool? Paused);
