using BusQStash.Store.Sql;

namespace BusQStash.Store.UrlGroups;

/// <summary>URL groups (wire contract 17).</summary>
public interface IUrlGroups
{
    /// <summary>A group; <see langword="null"/> when unknown.</summary>
    Task<UrlGroup?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>The names of all groups, sorted. A group may have thousands of endpoints, so groups are read a few at a time.</summary>
    Task<IReadOnlyList<Listed<string>>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Groups in the order of the names; those deleted since are left out.</summary>
    Task<IReadOnlyList<UrlGroup>> ReadAsync(IReadOnlyList<string> names, CancellationToken cancellationToken);

    /// <summary>Adds endpoints, creating the group if necessary. An endpoint with a known name gets the new URL, and one with a known URL the new name.</summary>
    Task AddEndpointsAsync(string name, IReadOnlyList<UrlGroupEndpoint> endpoints, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Removes endpoints by name or URL (an empty URL means by name only); the group is deleted with its last endpoint. False when the group is unknown.</summary>
    Task<bool> RemoveEndpointsAsync(string name, IReadOnlyList<UrlGroupEndpoint> endpoints, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Replaces the default headers, creating the group if necessary.</summary>
    Task SetHeadersAsync(string name, IReadOnlyDictionary<string, string> headers, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Deletes a group; false when it did not exist.</summary>
    Task<bool> DeleteAsync(string name, CancellationToken cancellationToken);
}
