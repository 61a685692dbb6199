namespace BusQStash.Client.Server;

/// <summary>Quantiles in milliseconds, to the precision of the histogram's buckets; one element for each step of time.</summary>
/// <param name="P50">The median.</param>
/// <param name="P95">The 95th percentile.</param>
/// <param name="P99">The 99th percentile.</param>
public sealed record StatsQuantiles(IReadOnlyList<double?> P50, IReadOnlyList<double?> P95, IReadOnlyList<double?> P99);
