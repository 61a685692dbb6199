using System.Net;
using BusQStash.Api.Http;
using BusQStash.Rules.Destinations;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Publishing;

/// <summary>
/// Decides which URLs may be called at all (SSRF). Only the URL itself is examined: a name may resolve to any address by the time of the delivery, which checks every address it
/// connects to.
/// </summary>
internal sealed class DestinationRules(IOptions<DestinationOptions> options)
{
    private const string LocalName = "localhost";

    /// <summary>Reads a URL given as bytes.</summary>
    /// <returns>The error, or <see langword="null"/>.</returns>
    internal string? Read(string text, out string url)
    {
        var wrong = PublishedUrl.Read(text, out url, out var parsed);
        return wrong ?? CheckHost(parsed!.Uri);
    }

    private string? CheckHost(Uri url)
    {
        var host = url.IdnHost.TrimEnd('.');
        if (host.Equals(LocalName, StringComparison.OrdinalIgnoreCase) || host.EndsWith($".{LocalName}", StringComparison.OrdinalIgnoreCase))
        {
            return IsDenied(IPAddress.Loopback) ? $"endpoint resolves to a loopback address: {host}" : null;
        }

        return IPAddress.TryParse(host, out var address) && IsDenied(address)
            ? $"endpoint resolves to a {(IPAddress.IsLoopback(address) ? "loopback" : "private or reserved")} address: {address}"
            : null;
    }

    private bool IsDenied(IPAddress address) => DestinationAddresses.IsDenied(address, options.Value);
}
