namespace BusQStash.Store.Outbox;

/// <summary>Transactional outbox: events are written together with their cause and removed once they are published.</summary>
public interface IOutbox
{
    /// <summary>
    /// Removes published entries, as they were written or read. Returns after the commit, which may be delayed for a moment to share it with others. Entries that no longer exist
    /// are ignored. Entries that share a row are removed together, with the last of them.
    /// </summary>
    Task RemoveAsync(IReadOnlyCollection<OutboxEntry> entries, CancellationToken cancellationToken);

    /// <summary>
    /// Entries written at or before <paramref name="writtenBefore"/>, oldest first, which their writer has not published. Reads at most <paramref name="max"/> rows, each with all
    /// entries it holds.
    /// </summary>
    Task<IReadOnlyList<OutboxEntry>> ReadOlderAsync(DateTimeOffset writtenBefore, int max, CancellationToken cancellationToken);
}
