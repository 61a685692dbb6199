namespace BusQStash.Client.UrlGroups;

/// <summary>URL groups.</summary>
public interface IUrlGroupClient
{
    /// <summary>All groups.</summary>
    Task<IReadOnlyList<UrlGroup>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>One group.</summary>
    /// <exception cref="BusQStashException">404: unknown.</exception>
    Task<UrlGroup> GetAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Deletes a group. Messages published to it are kept. No effect when it does not exist.</summary>
    Task DeleteAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Adds endpoints, and creates the group if needed. An existing name gets the new URL, an existing URL the new name.</summary>
    Task AddEndpointsAsync(string name, IReadOnlyList<UrlGroupEndpoint> endpoints, CancellationToken cancellationToken = default);

    /// <summary>Removes endpoints by name or URL; removing the last one deletes the group.</summary>
    Task RemoveEndpointsAsync(string name, IReadOnlyList<UrlGroupEndpoint> endpoints, CancellationToken cancellationToken = default);

    /// <summary>Sets default headers for messages published to the group, for instance <c>Upstash-Retries</c>; the publisher's own headers override them.</summary>
    Task SetDefaultHeadersAsync(string name, IReadOnlyDictionary<string, string> headers, CancellationToken cancellationToken = default);
}
