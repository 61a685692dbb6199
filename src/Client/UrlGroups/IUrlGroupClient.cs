namespace BusQStash.Client.UrlGroups;

/// <summary>URL groups.</summary>
public interface IUrlGroupClient
{
    /// <summary>All groups.</summary>
    Task<IReadOnlyList<UrlGroup>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>One group.</summary>
    /// <exception cref="BusQStashException">404: unknown.</exception>
    Task<UrlGroup> GetAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Deletes a group. Messages published to it stay. No effect when there is none.</summary>
    Task DeleteAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Adds endpoints, and makes the group if need be. A name that is there gets the new URL, a URL that is there the new name.</summary>
    Task AddEndpointsAsync(string name, IReadOnlyList<UrlGroupEndpoint> endpoints, CancellationToken cancellationToken = default);

    /// <summary>Removes endpoints by name or URL; with the last one the group is gone.</summary>
    Task RemoveEndpointsAsync(string name, IReadOnlyList<UrlGroupEndpoint> endpoints, CancellationToken cancellationToken = default);

    /// <summary>Sets the headers messages of the group are published with unless the publisher says otherwise, for instance <c>Upstash-Retries</c>.</summary>
    Task SetDefaultHeadersAsync(string name, IReadOnlyDictionary<string, string> headers, CancellationToken cancellationToken = default);
}
