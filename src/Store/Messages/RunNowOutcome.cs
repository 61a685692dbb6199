namespace BusQStash.Store.Messages;

/// <summary>The result of a request to deliver a waiting message now.</summary>
/// <param name="Status">Whether the message's wait was ended.</param>
/// <param name="QueueName">The queue whose lane must read the ledger again, if the message is ordered.</param>
/// <param name="Shard">The shard of that lane; <see langword="null"/> when it has a broker queue of its own.</param>
public sealed record RunNowOutcome(RunNowStatus Status, string? QueueName = null, int? Shard = null);
