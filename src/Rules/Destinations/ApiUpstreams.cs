using BusQStash.Contracts.Messages;
using Microsoft.Extensions.Options;

namespace BusQStash.Rules.Destinations;

/// <summary>Finds the upstream of a message by its API's name.</summary>
internal sealed class ApiUpstreams(IOptions<ApisOptions> options)
{
    /// <summary>
    /// The upstream, or <see langword="null"/> when the message goes to an ordinary destination. A message accepted for a host that the
    /// configuration no longer names is ordinary too: the old host must not receive the new upstream's keys.
    /// </summary>
    public ApiUpstreamOptions? Find(MessageSpec spec, Uri destination) =>
        spec.Api is { } name
        && options.Value.Apis.TryGetValue(name, out var upstream)
        && DestinationUrl.TryParse(upstream.Url, out var configured)
        && Uri.Compare(configured.Uri, destination, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0
            ? upstream
            : null;
}
