namespace BusQStash.Rules.Destinations;

/// <summary>Which addresses may be called (SSRF guard). Public ones always may.</summary>
public sealed class DestinationOptions
{
    /// <summary>Where these settings stand in the configuration.</summary>
    public const string SectionName = "BusQStash:Destinations";

    /// <summary>
    /// Allows private networks (RFC 1918, shared address space, unique local) and loopback. Off by default: when on, any holder of the
    /// token can reach every service next to this one. Link-local and cloud metadata addresses stay denied.
    /// </summary>
    public bool AllowPrivateNetworks { get; set; }

    /// <summary>Allows this machine's loopback addresses. Off by default, on when nothing is configured (the embedded mode).</summary>
    public bool AllowLoopback { get; set; }
}
