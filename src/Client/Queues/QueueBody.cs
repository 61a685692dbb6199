namespace BusQStash.Client.Queues;

/// <summary>A queue's settings as they travel.</summary>
internal sealed record QueueBody(string QueueName, int? Parallelism, bool? Paused, FailingHead? FailingHead, bool? AwaitCallbacks);
