namespace BusQStash.Client.Queues;

/// <summary>The wire format of a queue's settings.</summary>
internal sealed record QueueBody(string QueueName, int? Parallelism, bool? Paused, FailingHead? FailingHead, bool? AwaitCallbacks);
