using BusQStash.Contracts.Messages;
using Microsoft.Extensions.Options;

namespace BusQStash.Rules.Destinations;

/// <summary>Finds the upstream a message was published to by its API's name.</summary>
internal sealed class ApiUpstreams(IOptions<ApisOptions> options)
{
    /// <summary>
    /// The upstream, or <see langword="null"/> when the message goes to an ordinary destination. One that was accepted for a host the
    /// configuration no longer names is ordinary too: the new upstream's keys are not for the old one.
    /// </summary>
    public ApiUpstreamOptions? Find(MessageSpec spec, Uri destination) =>
        spec.Api is { } name
        && options.Value.Apis.TryGetValue(name, out var upstream)
        && DestinationUrl.TryParse(upstream.Url, out var configured)
        && Uri.Compare(configured.Uri, destination, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0
            ? upstream
            : null;
}
