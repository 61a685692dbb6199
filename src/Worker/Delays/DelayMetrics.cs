using System.Diagnostics.Metrics;
using BusQStash.Rules.Metrics;

namespace BusQStash.Worker.Delays;

/// <summary>How late due rows are sent.</summary>
internal sealed class DelayMetrics
{
    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600];

    private readonly Histogram<double> _lateness;

    public DelayMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MetricNames.Meter);
        _lateness = meter.CreateHistogram(
            "busqstash.due.lateness",
            "s",
            "Time between a row's due time and its command.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
    }

    public void Late(TimeSpan by) => _lateness.Record(Math.Max(0, by.TotalSeconds));
}
