using BusQStash.Contracts.Events;
using BusQStash.Store.Outbox;

namespace BusQStash.Bus.Publishing;

/// <summary>Publishes outbox entries as events on the bus and removes them.</summary>
public interface IOutboxPublisher
{
    /// <summary>Hands entries over; returns at once. What cannot be published stays in the outbox for later.</summary>
    void Post(IReadOnlyList<OutboxEntry> entries);

    /// <summary>
    /// Queues the event that a message was accepted; returns at once. This event alone has no row in the outbox, because that would cost a row per message: it is lost
    /// when the process dies or the broker is unreachable at that moment. The terminal event of the message never is.
    /// </summary>
    void Post(MessageAccepted accepted);
}
