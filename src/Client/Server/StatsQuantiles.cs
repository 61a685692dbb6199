namespace BusQStash.Client.Server;

/// <summary>Milliseconds below which so great a share lies, as exactly as buckets tell; one place for each step of time.</summary>
/// <param name="P50">Half.</param>
/// <param name="P95">95 of a hundred.</param>
/// <param name="P99">99 of a hundred.</param>
public sealed record StatsQuantiles(IReadOnlyList<double?> P50, IReadOnlyList<double?> P95, IReadOnlyList<double?> P99);
