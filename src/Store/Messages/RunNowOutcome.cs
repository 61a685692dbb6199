namespace BusQStash.Store.Messages;

/// <summary>What became of the wish to deliver a waiting message now.</summary>
/// <param name="Status">Whether its wait was ended.</param>
/// <param name="QueueName">The queue whose lane should look again, when it is ordered.</param>
/// <param name="Shard">The shard of that lane, when it has none of its own.</param>
public sealed record RunNowOutcome(RunNowStatus Status, string? QueueName = null, int? Shard = null);
