using BusQStash.Store.UrlGroups;

namespace BusQStash.Api.UrlGroups;

/// <summary>A URL group as the API shows it (wire contract 17).</summary>
internal sealed record UrlGroupResource(string Name, long CreatedAt, long UpdatedAt, IEnumerable<EndpointBody> Endpoints)
{
    internal static UrlGroupResource Of(UrlGroup group) => new(
        group.Name,
        group.CreatedAt.ToUnixTimeMilliseconds(),
        group.UpdatedAt.ToUnixTimeMilliseconds(),
        group.Endpoints.Select(endpoint => new EndpointBody(endpoint.Url, endpoint.Name)));
}
