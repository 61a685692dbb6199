namespace BusQStash.Store.Outbox;

/// <summary>Events written with their cause and removed once they are published.</summary>
public interface IOutbox
{
    /// <summary>
    /// Removes published entries, as they were written or read; returns when that is committed, which may wait a moment for others to commit with. What is gone
    /// already is ignored. Entries that were written together go together, with the last of them.
    /// </summary>
    Task RemoveAsync(IReadOnlyCollection<OutboxEntry> entries, CancellationToken cancellationToken);

    /// <summary>Entries written at or before <paramref name="writtenBefore"/>, oldest first: their writer has not published them. At most <paramref name="max"/> rows, each with the entries that were written together.</summary>
    Task<IReadOnlyList<OutboxEntry>> ReadOlderAsync(DateTimeOffset writtenBefore, int max, CancellationToken cancellationToken);
}
