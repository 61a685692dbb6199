namespace BusQStash.Api.Queues;

/// <summary>Creates or changes a queue; what is left out stays as it is.</summary>
internal sealed record UpsertQueueRequest(string? QueueName, long? Parallelism, bool? Paused);
