namespace BusQStash.Client.Server;

/// <summary>A host's attempts and failures in the last hour.</summary>
/// <param name="Host">The host; <c>(other)</c> for the hosts beyond the limit.</param>
/// <param name="Attempts">Attempts that ended.</param>
/// <param name="Failed">Those that failed.</param>
/// <param name="FailureShare">From 0 to 1.</param>
public sealed record HostFailures(string Host, long Attempts, long Failed, double FailureShare)
{
    /// <summary>Status of the last failed attempt; <see langword="null"/> when there was no response, and for all but the hosts that fail most.</summary>
    public int? LastStatus { get; init; }
}
