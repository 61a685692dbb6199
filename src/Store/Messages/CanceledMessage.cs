using BusQStash.Store.Outbox;

namespace BusQStash.Store.Messages;

/// <summary>A message that was just canceled.</summary>
/// <param name="MessageId">Its id.</param>
/// <param name="QueueName">The queue whose lane should look: its own, or that of the message it was a callback of.</param>
/// <param name="Shard">The shard of that lane, when it has none of its own.</param>
/// <param name="Announcement">The outbox entry that announces it.</param>
public sealed record CanceledMessage(string MessageId, string? QueueName, int? Shard, OutboxEntry Announcement);
