using BusQStash.Store.Sql;

namespace BusQStash.Store.UrlGroups;

/// <summary>URL groups (wire contract 17).</summary>
public interface IUrlGroups
{
    /// <summary>A group; <see langword="null"/> when unknown.</summary>
    Task<UrlGroup?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>The names of all groups, in their order. A group may have thousands of endpoints: groups are read a few at a time.</summary>
    Task<IReadOnlyList<Listed<string>>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Groups in the order they are named; those that are gone are left out.</summary>
    Task<IReadOnlyList<UrlGroup>> ReadAsync(IReadOnlyList<string> names, CancellationToken cancellationToken);

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
