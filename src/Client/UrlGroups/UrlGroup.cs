namespace BusQStash.Client.UrlGroups;

/// <summary>A URL group: a message published to it becomes one message per endpoint.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Endpoints">Its endpoints.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
public sealed record UrlGroup(string Name, IReadOnlyList<UrlGroupEndpoint> Endpoints, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
