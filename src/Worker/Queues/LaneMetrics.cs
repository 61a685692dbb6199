using System.Diagnostics.Metrics;

namespace BusQStash.Worker.Queues;

/// <summary>How lanes are doing. No tag per queue: there may be thousands.</summary>
internal sealed class LaneMetrics
{
    private long _lag;
    private long _longestLag;
    private int _atHand;

    public LaneMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("BusQStash");
        meter.CreateObservableGauge("busqstash.lanes", () => Volatile.Read(ref _atHand), "{lane}", "Lanes this worker has at hand.");
        meter.CreateObservableGauge(
            "busqstash.lanes.lag", () => Volatile.Read(ref _lag), "{message}", "Unfinished messages in all queues together, as the reconciling worker counted last.");
        meter.CreateObservableGauge(
            "busqstash.lanes.lag.longest", () => Volatile.Read(ref _longestLag), "{message}", "Unfinished messages of the queue that has most.");
    }

    /// <summary>Lanes this worker has at hand.</summary>
    public int Lanes => Volatile.Read(ref _atHand);

    public void AtHand(int lanes) => Volatile.Write(ref _atHand, lanes);

    public void Lag(long all, long longest)
    {
        Volatile.Write(ref _lag, all);
        Volatile.Write(ref _longestLag, longest);
    }
}
