namespace BusQStash.Store.UrlGroups;

/// <summary>A named list of destinations.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="Endpoints">Its members in the order they were added.</param>
/// <param name="Headers">Default publish headers, with names as given.</param>
public sealed record UrlGroup(
    string Name,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<UrlGroupEndpoint> Endpoints,
    IReadOnlyDictionary<string, string> Headers);
