using System.Diagnostics.Metrics;
using BusQStash.Rules.Metrics;

namespace BusQStash.Worker.Queues;

/// <summary>How lanes are doing. No tag per queue: there may be thousands.</summary>
internal sealed class LaneMetrics
{
    private const long NotCounted = -1;

    private long _lag = NotCounted;
    private long _longestLag = NotCounted;
    private int _atHand;

    public LaneMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MetricNames.Meter);
        meter.CreateObservableGauge("busqstash.lanes", () => Volatile.Read(ref _atHand), "{lane}", "Lanes this worker has at hand.");
        meter.CreateObservableGauge(
            "busqstash.lanes.lag", () => Counted(ref _lag), "{message}", "Unfinished messages in all queues together, as the reconciling worker counted last.");
        meter.CreateObservableGauge(
            "busqstash.lanes.lag.longest", () => Counted(ref _longestLag), "{message}", "Unfinished messages of the queue that has most.");
    }

    /// <summary>Lanes this worker has at hand.</summary>
    public int Lanes => Volatile.Read(ref _atHand);

    public void AtHand(int lanes) => Volatile.Write(ref _atHand, lanes);

    public void Lag(long all, long longest)
    {
        Volatile.Write(ref _lag, all);
        Volatile.Write(ref _longestLag, longest);
    }

    /// <summary>This worker does not count any longer, and what it counted last must not be told for ever.</summary>
    public void ForgetLag() => Lag(NotCounted, NotCounted);

    private static Measurement<long>[] Counted(ref long value) => Volatile.Read(ref value) is not NotCounted and var counted ? [new(counted)] : [];
}
