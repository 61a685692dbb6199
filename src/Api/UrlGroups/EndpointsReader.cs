using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Store.UrlGroups;

namespace BusQStash.Api.UrlGroups;

/// <summary>Validates endpoints to add to a group or to remove from it.</summary>
internal sealed class EndpointsReader(DestinationRules destinations)
{
    /// <summary>Limited, because every message to the endpoint carries its name.</summary>
    private const int MaxNameLength = 1000;

    /// <summary>Endpoints to add: each with a URL that may be called.</summary>
    internal IReadOnlyList<UrlGroupEndpoint> ToAdd(EndpointsRequest request, Refusals refusals) =>
        Read(request, refusals, (endpoint, place) =>
        {
            var url = "";
            if (string.IsNullOrWhiteSpace(endpoint.Url))
            {
                refusals.Malformed($"{place}.url is missing");
            }
            else if (destinations.Read(ByteText.FromText(endpoint.Url), out url) is { } wrong)
            {
                refusals.Malformed($"invalid {place}.url: {wrong}");
            }

            return new UrlGroupEndpoint(url, endpoint.Name);
        });

    /// <summary>Endpoints to remove: each with a name or a URL, normalised as for adding.</summary>
    internal static IReadOnlyList<UrlGroupEndpoint> ToRemove(EndpointsRequest request, Refusals refusals) =>
        Read(request, refusals, (endpoint, place) =>
        {
            if (endpoint.Name is null && string.IsNullOrWhiteSpace(endpoint.Url))
            {
                refusals.Malformed($"{place} needs a name or a url");
            }

            var text = ByteText.FromText(endpoint.Url ?? "");
            return new UrlGroupEndpoint(PublishedUrl.Read(text, out var url, out _) is null ? url : text, endpoint.Name);
        });

    /// <summary>Any text, including blanks (wire contract 2.7); only the ledger's limits apply.</summary>
    private static string? WrongWith(string name) =>
        name.Contains('\0', StringComparison.Ordinal) ? "must not contain a NUL character"
        : name.Length > MaxNameLength ? $"may have at most {MaxNameLength} characters"
        : null;

    private static List<UrlGroupEndpoint> Read(EndpointsRequest request, Refusals refusals, Func<EndpointBody, string, UrlGroupEndpoint> read)
    {
        if (request.Endpoints is not { Count: > 0 } endpoints)
        {
            refusals.Malformed("endpoints is missing or empty");
            return [];
        }

        var result = new List<UrlGroupEndpoint>(endpoints.Count);
        for (var i = 0; i < endpoints.Count; i++)
        {
            // Some clients send an empty name for an unnamed endpoint.
            var endpoint = endpoints[i] is { Name: "" } unnamed ? unnamed with { Name = null } : endpoints[i];
            if (endpoint is null)
            {
                refusals.Malformed($"endpoints[{i}] is null");
                continue;
            }

            if (endpoint.Name is { } name && WrongWith(name) is { } wrong)
            {
                refusals.Malformed($"invalid endpoints[{i}].name: it {wrong}");
            }

            result.Add(read(endpoint, $"endpoints[{i}]"));
        }

        return result;
    }
}
