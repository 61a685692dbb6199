using BusQStash.Client.Http;

namespace BusQStash.Client.UrlGroups;

internal sealed class UrlGroupClient(IUrlGroupRoutes routes) : IUrlGroupClient
{
    public Task<IReadOnlyList<UrlGroup>> ListAsync(CancellationToken cancellationToken = default) => routes.ListAsync(cancellationToken);

    public Task<UrlGroup> GetAsync(string name, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(name);
        return routes.GetAsync(name, cancellationToken);
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(name);
        return routes.DeleteAsync(name, cancellationToken);
    }

    public Task AddEndpointsAsync(string name, IReadOnlyList<UrlGroupEndpoint> endpoints, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(name);
        Check(endpoints, endpoint => endpoint.Url is not null, "An endpoint needs a URL");
        return routes.AddEndpointsAsync(name, new EndpointsBody(endpoints), cancellationToken);
    }

    public Task RemoveEndpointsAsync(string name, IReadOnlyList<UrlGroupEndpoint> endpoints, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(name);
        Check(endpoints, endpoint => (endpoint.Url ?? endpoint.Name) is not null, "An endpoint to remove needs a name or a URL");
        return routes.RemoveEndpointsAsync(name, new EndpointsBody(endpoints), cancellationToken);
    }

    public Task SetDefaultHeadersAsync(string name, IReadOnlyDictionary<string, string> headers, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(name);
        ArgumentNullException.ThrowIfNull(headers);
        return routes.SetDefaultHeadersAsync(name, new DefaultHeadersBody(headers), cancellationToken);
    }

    private static void Check(IReadOnlyList<UrlGroupEndpoint> endpoints, Predicate<UrlGroupEndpoint> isComplete, string rule)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.Count == 0 || endpoints.Any(endpoint => !isComplete(endpoint)))
        {
            throw new ArgumentException(endpoints.Count == 0 ? "There is no endpoint" : rule, nameof(endpoints));
        }
    }
}
