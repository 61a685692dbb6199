using System.Diagnostics.Metrics;
using BusQStash.Rules.Metrics;

namespace BusQStash.Bus.Receiving;

/// <summary>Counts failures of commands on the bus.</summary>
public sealed class BusMetrics
{
    private readonly Counter<long> _discarded;

    /// <summary>Makes the instruments.</summary>
    public BusMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MetricNames.Meter);
        _discarded = meter.CreateCounter<long>("busqstash.commands.discarded", description: "Unreadable commands; the ledger is not affected.");
    }

    /// <summary>A command was discarded.</summary>
    public void Discarded() => _discarded.Add(1);
}
