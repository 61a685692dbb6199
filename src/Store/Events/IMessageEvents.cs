using BusQStash.Store.Sql;

namespace BusQStash.Store.Events;

/// <summary>Reads the history of messages. Entries carry the bodies of their messages: they are listed first, and read a few at a time.</summary>
public interface IMessageEvents
{
    /// <summary>Entries in order of their time.</summary>
    Task<IReadOnlyList<Listed<(long Time, long Id)>>> ListAsync(EventQuery query, CancellationToken cancellationToken);

    /// <summary>Entries in the order they are named; those that were forgotten since are left out.</summary>
    Task<IReadOnlyList<MessageEvent>> ReadAsync(IReadOnlyList<(long Time, long Id)> entries, CancellationToken cancellationToken);
}
