using Refit;

namespace BusQStash.Client.UrlGroups;

internal interface IUrlGroupRoutes
{
    [Get("/v2/topics")]
    Task<IReadOnlyList<UrlGroup>> ListAsync(CancellationToken cancellationToken);

    [Get("/v2/topics/{name}")]
    Task<UrlGroup> GetAsync(string name, CancellationToken cancellationToken);

    [Delete("/v2/topics/{name}")]
    Task DeleteAsync(string name, CancellationToken cancellationToken);

    [Patch("/v2/topics/{name}")]
    Task SetDefaultHeadersAsync(string name, [Body] DefaultHeadersBody headers, CancellationToken cancellationToken);

    [Post("/v2/topics/{name}/endpoints")]
    Task AddEndpointsAsync(string name, [Body] EndpointsBody endpoints, CancellationToken cancellationToken);

    [Delete("/v2/topics/{name}/endpoints")]
    Task RemoveEndpointsAsync(string name, [Body] EndpointsBody endpoints, CancellationToken cancellationToken);
}
