namespace BusQStash.Api.Overview;

/// <summary>A destination host's attempts in the last hour.</summary>
/// <param name="Host">The host; (other) for those beyond the limit.</param>
/// <param name="Attempts">Finished attempts.</param>
/// <param name="Failed">Failed attempts.</param>
/// <param name="FailureShare">From 0 to 1.</param>
internal sealed record OverviewHost(string Host, long Attempts, long Failed, double FailureShare)
{
    /// <summary>Status of the last failed attempt; left out when there was no response, and for all but the hosts that fail most.</summary>
    public int? LastStatus { get; init; }
}
