using System.Diagnostics.Metrics;
using BusQStash.Rules.Metrics;

namespace BusQStash.Api.Schedules;

/// <summary>Counts schedule firings.</summary>
internal sealed class SchedulesMetrics
{
    private readonly Counter<long> _fired;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _skipped;
    private readonly Histogram<double> _lateness;

    public SchedulesMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MetricNames.Meter);
        _fired = meter.CreateCounter<long>("busqstash.schedules.fired", "{instant}", "Instants of schedules that made messages.");
        _refused = meter.CreateCounter<long>("busqstash.schedules.refused", "{instant}", "Instants whose messages were refused.");
        _skipped = meter.CreateCounter<long>("busqstash.schedules.skipped", "{gap}", "Times a schedule left out instants that were too old.");
        _lateness = meter.CreateHistogram<double>("busqstash.schedules.lateness", "s", "How late instants fire.");
    }

    internal void Fired(TimeSpan late)
    {
        _fired.Add(1);
        _lateness.Record(Math.Max(0, late.TotalSeconds));
    }

    internal void Refused() => _refused.Add(1);

    internal void Skipped() => _skipped.Add(1);
}
