
namespace BusQStash.Rules.Destinations;

/// <summary>Names of destination hosts, as slots and logs use them.</summary>
internal static class DestinationHosts
{
    /// <summary>The host of a destination (with its port, unless it is the scheme's default); empty when the URL is invalid.</summary>
    public static string Of(string url) => DestinationUrl.TryParse(url, out var destination) ? destination.Host : "";
}
