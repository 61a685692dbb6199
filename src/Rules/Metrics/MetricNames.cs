namespace BusQStash.Rules.Metrics;

/// <summary>Names common to all instruments.</summary>
internal static class MetricNames
{
    /// <summary>The meter of every instrument; an exporter that subscribes to it receives them all.</summary>
    public const string Meter = "BusQStash";
}
