using BusQStash.Store.Sql;

namespace BusQStash.Store.Events;

/// <summary>Reads the history of messages. Entries carry message bodies, so positions and sizes are listed first, and the entries are then read a few at a time.</summary>
public interface IMessageEvents
{
    /// <summary>Entries in the order of time.</summary>
    Task<IReadOnlyList<Listed<(long Time, long Id)>>> ListAsync(EventQuery query, CancellationToken cancellationToken);

    /// <summary>Entries in the order of their keys; those deleted since are left out.</summary>
    Task<IReadOnlyList<MessageEvent>> ReadAsync(IReadOnlyList<(long Time, long Id)> entries, CancellationToken cancellationToken);
}
