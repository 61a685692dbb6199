using BusQStash.Api.Http;
using BusQStash.Rules.Destinations;
using BusQStash.Store.UrlGroups;

namespace BusQStash.Api.Publishing;

/// <summary>Resolves a destination to a URL, a URL group or an upstream. One instance serves one call, so a batch looks each group up once and sees it in one state.</summary>
internal sealed class DestinationResolver(DestinationRules rules, IUrlGroups groups, ApisOptions apis)
{
    private const string ApiPrefix = "api/";

    private readonly Dictionary<string, UrlGroup?> _known = new(StringComparer.Ordinal);

    internal async Task<Destination> ResolveAsync(string? destination, CancellationToken cancellationToken)
    {
        var text = destination?.Trim() ?? "";
        if (text.Length == 0)
        {
            return new Destination.Invalid("destination is missing: a non-empty destination must be provided");
        }

        if (DestinationUrl.HasHttpScheme(text))
        {
            return rules.Read(text, out var url) is { } wrong ? Invalid(wrong) : new Destination.Url(url);
        }

        if (text.StartsWith(ApiPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return Upstream(text[ApiPrefix.Length..]);
        }

        if (!Name.IsValid(text))
        {
            return Invalid(PublishedUrl.InvalidScheme);
        }

        // The second half is for callers that meant a group: the official Go client looks for it.
        if (await FindAsync(text, cancellationToken) is not { } group)
        {
            return Invalid($"{PublishedUrl.InvalidScheme} (topic {text} not found)");
        }

        return group.Endpoints.Count == 0
            ? new Destination.Invalid($"the URL group {text} has no endpoints")
            : new Destination.Group(group);
    }

    private Destination Upstream(string name) => apis.Apis.TryGetValue(name, out var upstream)
        ? new Destination.Api(name, upstream)
        : new Destination.Invalid($"no upstream is configured for the destination api/{ByteText.ToText(name)}: "
            + $"set BusQStash:Apis:{ByteText.ToText(name)}:Url, or publish to the provider's URL");

    private async Task<UrlGroup?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(name, out var group))
        {
            _known[name] = group = await groups.FindAsync(name, cancellationToken);
        }

        return group;
    }

    private static Destination.Invalid Invalid(string error) => new($"invalid destination url: {error}");
}
