using System.Diagnostics.Metrics;
using BusQStash.Rules.Metrics;
using BusQStash.Store.Queues;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Queues;

/// <summary>Metrics of lanes. Only configured queues have their own tag, because there may be thousands.</summary>
internal sealed class LaneMetrics
{
    private static readonly QueueReason[] Stuck = [.. Enum.GetValues<QueueReason>().Where(QueueReasons.StandsStill)];

    private readonly IReadOnlyList<string> _named;
    private volatile LaneCounts? _counts;
    private int _atHand;

    public LaneMetrics(IMeterFactory meters, IOptions<MetricsOptions> options)
    {
        _named = options.Value.Names;
        var meter = meters.Create(MetricNames.Meter);
        meter.CreateObservableGauge("busqstash.lanes", () => Volatile.Read(ref _atHand), "{lane}", "Lanes this worker has at hand.");
        meter.CreateObservableGauge(
            "busqstash.lanes.lag", () => Of(counts => [new(counts.Lag)]), "{message}", "Unfinished messages in all queues together, as the reconciling worker counted last.");
        meter.CreateObservableGauge(
            "busqstash.lanes.lag.longest", () => Of(counts => [new(counts.LongestLag)]), "{message}", "Unfinished messages of the queue that has most.");
        meter.CreateObservableGauge(
            "busqstash.lanes.stuck", () => Of(ByReason), "{lane}", "Queues that stand still although there is something in them, by reason; of the 1,000 with most messages.");
        meter.CreateObservableGauge("busqstash.queue.lag", () => Of(Lags), "{message}", "Unfinished messages of the queues that BusQStash:Metrics:Queues names.");
        meter.CreateObservableGauge(
            "busqstash.queue.oldest.age", () => OldestAges(), "s", "Age of the oldest unfinished message of the queues that BusQStash:Metrics:Queues names.");
    }

    /// <summary>Lanes this worker currently runs.</summary>
    public int Lanes => Volatile.Read(ref _atHand);

    public void AtHand(int lanes) => Volatile.Write(ref _atHand, lanes);

    /// <summary>This worker has counted all queues.</summary>
    public void Counted(IReadOnlyList<QueueCount> queues, DateTimeOffset now) => _counts = LaneCounts.Of(queues, _named, now);

    /// <summary>This worker no longer counts, so its last counts must not be reported any longer.</summary>
    public void ForgetLag() => _counts = null;

    private IEnumerable<Measurement<long>> Of(Func<LaneCounts, IEnumerable<Measurement<long>>> measure) => _counts is { } counts ? measure(counts) : [];

    /// <summary>Includes zeros, because a series that ends does not mean the same as no stuck queue.</summary>
    private static IEnumerable<Measurement<long>> ByReason(LaneCounts counts) => Stuck.Select(reason =>
        new Measurement<long>(counts.Reasons.GetValueOrDefault(reason), new KeyValuePair<string, object?>("reason", QueueReasons.NameOf(reason))));

    private IEnumerable<Measurement<long>> Lags(LaneCounts counts) =>
        _named.Select(name => new Measurement<long>(counts.Named.GetValueOrDefault(name)?.Lag ?? 0, new KeyValuePair<string, object?>("queue", name)));

    private IEnumerable<Measurement<double>> OldestAges() => _counts is not { } counts ? [] : _named.Select(name =>
        new Measurement<double>(counts.AgeOf(name).TotalSeconds, new KeyValuePair<string, object?>("queue", name)));
}
