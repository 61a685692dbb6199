namespace BusQStash.Store.UrlGroups;

/// <summary>URL groups (wire contract 17).</summary>
public interface IUrlGroups
{
    /// <summary>A group; <see langword="null"/> when unknown.</summary>
    Task<UrlGroup?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>All groups by name.</summary>
    Task<IReadOnlyList<UrlGroup>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Adds endpoints, creating the group. One with a known name gets the new URL, one with a known URL the new name.
    /// </summary>
    Task AddEndpointsAsync(string name, IReadOnlyList<UrlGroupEndpoint> endpoints, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Removes endpoints by name or URL (an empty URL means by name only); the group goes with its last one. False when the group is unknown.
    /// </summary>
    Task<bool> RemoveEndpointsAsync(string name, IReadOnlyList<UrlGroupEndpoint> endpoints, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Replaces the default headers; creates the group if need be.</summary>
    Task SetHeadersAsync(string name, IReadOnlyDictionary<string, string> headers, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Deletes a group; false when there was none.</summary>
    Task<bool> DeleteAsync(string name, CancellationToken cancellationToken);
}
