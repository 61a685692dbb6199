using BusQStash.Store.Queues;
using BusQStash.Store.Stats;
using BusQStash.Worker.Queues;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Reconciliation;

/// <summary>Counts unfinished messages of all queues now and then: for the metrics, for lists of queues, and for the charts.</summary>
internal sealed class LagCount(IQueueCounts queues, IStats stats, LaneMetrics metrics, TimeProvider time, IOptions<StatsOptions> options) : IReconciliation
{
    // Counting reads an index entry per unfinished message, so not often.
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    /// <summary>As many queues as have charts of their counts.</summary>
    private const int MostQueues = 200;

    /// <summary>Counting further would be noticed.</summary>
    private const int MostCounted = 100_000;

    private long _countedAt;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (_countedAt != 0 && time.GetElapsedTime(_countedAt) < Period)
        {
            return;
        }

        _countedAt = time.GetTimestamp();
        var list = await queues.CountAsync(cancellationToken);
        metrics.Lag(list.Sum(queue => queue.Lag), list.Count == 0 ? 0 : list.Max(queue => queue.Lag));
        if (options.Value.Enabled)
        {
            await MeasureAsync(list, cancellationToken);
        }
    }

    private async Task MeasureAsync(IReadOnlyList<QueueCount> list, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var minute = StatSteps.Floor(now, StatStep.Minute);
        var (unfinished, deadLetters) = await queues.CountAllAsync(MostCounted, cancellationToken);
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
