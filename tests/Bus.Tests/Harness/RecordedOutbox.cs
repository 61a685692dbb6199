using System.Collections.Concurrent;
using BusQStash.Store.Outbox;

namespace BusQStash.Bus.Tests.Harness;

/// <summary>An outbox with entries their writer has not published, and a note of what was removed.</summary>
internal sealed class RecordedOutbox : IOutbox
{
    private readonly ConcurrentQueue<string> _removed = [];

    public List<OutboxEntry> Left { get; } = [];

    public IReadOnlyCollection<string> Removed => _removed;

    public DateTimeOffset? ReadBefore { get; private set; }

    /// <summary>Removals that still fail.</summary>
    public int Failures { get; set; }

    public Task RemoveAsync(IReadOnlyCollection<OutboxEntry> entries, CancellationToken cancellationToken)
    {
        if (Failures > 0)
        {
            Failures--;
            throw new InvalidOperationException("The ledger is away.");
        }

        foreach (var entry in entries)
        {
            _removed.Enqueue(entry.Id);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<OutboxEntry>> ReadOlderAsync(DateTimeOffset writtenBefore, int max, CancellationToken cancellationToken)
    {
        ReadBefore = writtenBefore;
        return Task.FromResult<IReadOnlyList<OutboxEntry>>([.. Left.Take(max)]);
    }
}
