using BusQStash.Store.Backlog;

namespace BusQStash.Worker.Reconciliation;

/// <summary>Counts what waits now and then, for the metrics.</summary>
internal sealed class BacklogCount(IBacklog backlog, ReconcilerMetrics metrics, TimeProvider time) : IReconciliation
{
    /// <summary>A look at an index entry per queue, and at up to 100,000 dead letters: not often.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);
    private long _countedAt;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (_countedAt != 0 && time.GetElapsedTime(_countedAt) < Period)
        {
            return;
        }

        _countedAt = time.GetTimestamp();
        metrics.Counted(await backlog.CountAsync(time.GetUtcNow(), cancellationToken));
    }
}
