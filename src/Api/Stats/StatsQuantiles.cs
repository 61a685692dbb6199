namespace BusQStash.Api.Stats;

/// <summary>Quantiles of durations in milliseconds, as exact as the histogram's buckets.</summary>
internal sealed record StatsQuantiles(IReadOnlyList<double?> P50, IReadOnlyList<double?> P95, IReadOnlyList<double?> P99);
