
namespace BusQStash.Rules.Destinations;

/// <summary>Names of destination hosts, as slots and logs use them.</summary>
internal static class DestinationHosts
{
    /// <summary>The host (and port, unless it is the scheme's own) of a destination; empty when the URL cannot be called.</summary>
    public static string Of(string url) => DestinationUrl.TryParse(url, out var destination) ? destination.Host : "";
}
