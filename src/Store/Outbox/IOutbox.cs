namespace BusQStash.Store.Outbox;

/// <summary>Events written with their cause and removed once they are published.</summary>
public interface IOutbox
{
    /// <summary>Removes published entries; committed in groups. Unknown ids are ignored.</summary>
    Task RemoveAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>Entries written at or before <paramref name="writtenBefore"/>, oldest first: their writer has not published them.</summary>
    Task<IReadOnlyList<OutboxEntry>> ReadOlderAsync(DateTimeOffset writtenBefore, int max, CancellationToken cancellationToken);
}
