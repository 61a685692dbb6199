namespace BusQStash.Api.Queues;

/// <summary>Creates or changes a queue; what is left out stays as it is.</summary>
/// <param name="QueueName">Its name.</param>
/// <param name="Parallelism">Messages in flight at once; 1 for a new queue.</param>
/// <param name="Paused">Messages are accepted but not handed out.</param>
/// <param name="FailingHead">
/// What a message that waits for its retry does to those behind it: <c>block</c>, as QStash has it, or <c>stepAside</c>. Not in QStash.
/// </param>
/// <param name="AwaitCallbacks">Whether the next message waits for the callbacks of the one before, as QStash has it; true for a new queue. Not in QStash.</param>
internal sealed record UpsertQueueRequest(string? QueueName, long? Parallelism, bool? Paused, string? FailingHead, bool? AwaitCallbacks);
