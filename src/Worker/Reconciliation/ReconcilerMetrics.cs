using System.Diagnostics.Metrics;
using BusQStash.Rules.Metrics;
using BusQStash.Store.Backlog;

namespace BusQStash.Worker.Reconciliation;

/// <summary>Which worker is the reconciler, and what it counted. A worker that is no longer the reconciler reports no counts, because its last ones would never change.</summary>
internal sealed class ReconcilerMetrics
{
    private readonly TimeProvider _time;
    private volatile BacklogCounts? _counts;
    private volatile bool _holds;

    public ReconcilerMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(MetricNames.Meter);
        meter.CreateObservableGauge("busqstash.reconciler", () => _holds ? 1 : 0, description: "1 in the one worker that is the reconciler.");
        meter.CreateObservableGauge("busqstash.dead.letters", () => Measure(counts => counts.DeadLetters), description: "Dead letters, counted to 100,000.");
        meter.CreateObservableGauge("busqstash.flow.waiting", () => Measure(counts => counts.FlowWaiting), description: "Messages in the lines of flow-control keys, counted to 100,000.");
        meter.CreateObservableGauge("busqstash.lanes.head.age", () => Measure(Age), "s", "How long the head has been due that has been due longest, of queues that are not paused.");
    }

    /// <summary>Whether this worker is the reconciler now.</summary>
    public bool Holds => _holds;

    public void Hold(bool holds)
    {
        _holds = holds;
        if (!holds)
        {
            _counts = null;
        }
    }

    public void Counted(BacklogCounts counts) => _counts = counts;

    private double Age(BacklogCounts counts) => counts.OldestHeadDueAt is { } due ? Math.Max(0, (_time.GetUtcNow() - due).TotalSeconds) : 0;

    private Measurement<T>[] Measure<T>(Func<BacklogCounts, T> value)
        where T : struct => _counts is { } counts ? [new Measurement<T>(value(counts))] : [];
}
