using BusQStash.Store.Outbox;

namespace BusQStash.Bus.Publishing;

/// <summary>Publishes outbox entries as events on the bus and removes them.</summary>
public interface IOutboxPublisher
{
    /// <summary>Hands entries over; returns at once. What cannot be published stays in the outbox for later.</summary>
    void Post(IReadOnlyList<OutboxEntry> entries);
}
