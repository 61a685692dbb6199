namespace BusQStash.Api.Queues;

/// <summary>Creates or changes a queue; members left out stay unchanged.</summary>
/// <param name="QueueName">Its name.</param>
/// <param name="Parallelism">Messages in flight at once; 1 for a new queue.</param>
/// <param name="Paused">Whether messages are accepted but not delivered.</param>
/// <param name="FailingHead">
/// What a message that waits for its retry does to those behind it: <c>block</c> (head-of-line blocking, as in QStash) or <c>stepAside</c>. Not in QStash.
/// </param>
/// <param name="AwaitCallbacks">Whether the next message waits for the callbacks of the previous one, as in QStash; true for a new queue. Not in QStash.</param>
internal sealed record UpsertQueueRequest(string? QueueName, long? Parallelism, bool? Paused, string? FailingHead, bool? AwaitCallbacks);
