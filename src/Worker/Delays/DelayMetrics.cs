using System.Diagnostics.Metrics;

namespace BusQStash.Worker.Delays;

/// <summary>How late due rows are sent.</summary>
internal sealed class DelayMetrics
{
    private readonly Histogram<double> _lateness;

    public DelayMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("BusQStash");
        _lateness = meter.CreateHistogram<double>("busqstash.due.lateness", "s", "Time between a row's due time and its command.");
    }

    public void Late(TimeSpan by) => _lateness.Record(Math.Max(0, by.TotalSeconds));
}
