namespace BusQStash.Rules.Metrics;

/// <summary>What all instruments have in common.</summary>
internal static class MetricNames
{
    /// <summary>The meter of every instrument: an exporter that knows it has them all.</summary>
    public const string Meter = "BusQStash";
}
