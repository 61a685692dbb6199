using BusQStash.Store.Backlog;
using BusQStash.Store.Queues;
using BusQStash.Store.Stats;
using BusQStash.Worker.Queues;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Reconciliation;

/// <summary>Counts what waits now and then, each thing once: for the metrics, for lists of queues, and for the charts.</summary>
internal sealed class LagCount(
    IQueueCounts queues,
    IBacklog backlog,
    IStats stats,
    LaneMetrics lanes,
    ReconcilerMetrics metrics,
    TimeProvider time,
    IOptions<StatsOptions> options) : IReconciliation
{
    // Counting reads an index entry per unfinished message, so not often.
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    /// <summary>As many queues as have charts of their counts.</summary>
    private const int MostQueues = 200;

    private long _countedAt;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (_countedAt != 0 && time.GetElapsedTime(_countedAt) < Period)
        {
            return;
        }

        _countedAt = time.GetTimestamp();
        var list = await queues.CountAsync(cancellationToken);
        lanes.Counted(list, time.GetUtcNow());
        var counts = await backlog.CountAsync(time.GetUtcNow(), cancellationToken);
        metrics.Counted(counts);
        if (options.Value.Enabled)
        {
            await MeasureAsync(list, counts.DeadLetters, cancellationToken);
        }
    }

    private async Task MeasureAsync(IReadOnlyList<QueueCount> list, long deadLetters, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var minute = StatSteps.Floor(now, StatStep.Minute);
        var unfinished = await queues.CountUnfinishedAsync(IBacklog.Most, cancellationToken);
        var all = new StatCell();
        all.Set(StatGauge.Unfinished, unfinished);
        all.Set(StatGauge.DeadLetters, deadLetters);
        List<StatRow> rows = [new(StatNames.All, minute, all)];
        foreach (var queue in list.Where(queue => queue.Lag > 0).OrderByDescending(queue => queue.Lag).Take(MostQueues))
        {
            var cell = new StatCell();
            cell.Set(StatGauge.Lag, queue.Lag);
            if (queue.OldestAt is { } oldest)
            {
                cell.Set(StatGauge.OldestMs, Math.Max(0, now - oldest));
            }

            rows.Add(new StatRow(StatNames.OfQueue(queue.Name), minute, cell));
        }

        await stats.WriteGaugesAsync(rows, cancellationToken);
    }
}
