namespace BusQStash.Api.Overview;

/// <summary>A host of the last hour.</summary>
/// <param name="Host">The host; (other) for those that are too many.</param>
/// <param name="Attempts">Attempts that ended.</param>
/// <param name="Failed">Those that failed.</param>
/// <param name="FailureShare">From 0 to 1.</param>
internal sealed record OverviewHost(string Host, long Attempts, long Failed, double FailureShare);
