using BusQStash.Store.Queues;
using BusQStash.Worker.Queues;

namespace BusQStash.Worker.Reconciliation;

/// <summary>Counts unfinished messages of all queues now and then, for the metrics.</summary>
internal sealed class LagCount(IQueues queues, LaneMetrics metrics, TimeProvider time) : IReconciliation
{
    // Counting reads an index entry per unfinished message, so not often.
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);
    private long _countedAt;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (_countedAt != 0 && time.GetElapsedTime(_countedAt) < Period)
        {
            return;
        }

        _countedAt = time.GetTimestamp();
        var list = await queues.ListAsync(cancellationToken);
        metrics.Lag(list.Sum(queue => queue.Lag), list.Count == 0 ? 0 : list.Max(queue => queue.Lag));
    }
}
