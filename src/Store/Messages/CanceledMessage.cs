using BusQStash.Store.Outbox;

namespace BusQStash.Store.Messages;

/// <summary>The result of canceling a message.</summary>
/// <param name="MessageId">Its id.</param>
/// <param name="QueueName">The queue whose lane must read the ledger again: the message's own, or that of its parent if it is a callback.</param>
/// <param name="Shard">The shard of that lane; <see langword="null"/> when it has a broker queue of its own.</param>
/// <param name="Announcement">The outbox entry that announces the cancellation.</param>
public sealed record CanceledMessage(string MessageId, string? QueueName, int? Shard, OutboxEntry Announcement);
