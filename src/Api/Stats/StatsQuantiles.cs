namespace BusQStash.Api.Stats;

/// <summary>Durations in milliseconds below which so great a share lies, as exactly as buckets tell.</summary>
internal sealed record StatsQuantiles(IReadOnlyList<double?> P50, IReadOnlyList<double?> P95, IReadOnlyList<double?> P99);
