using BusQStash.Contracts.Events;
using BusQStash.Store.Outbox;

namespace BusQStash.Bus.Publishing;

/// <summary>Publishes outbox entries as events on the bus and removes them.</summary>
public interface IOutboxPublisher
{
    /// <summary>Hands entries over; returns at once. What cannot be published stays in the outbox for later.</summary>
    void Post(IReadOnlyList<OutboxEntry> entries);

    /// <summary>
    /// Hands over the news that a message was accepted; returns at once. This event alone is in no outbox, because it would cost a row per message: it is lost
    /// when the process dies or the broker is away in this moment. The terminal event of the message never is.
    /// </summary>
    void Post(MessageAccepted accepted);
}
