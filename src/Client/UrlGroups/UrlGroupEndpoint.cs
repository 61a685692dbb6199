namespace BusQStash.Client.UrlGroups;

/// <summary>An endpoint of a URL group. To remove one, its name or its URL is enough.</summary>
/// <param name="Url">Its URL, http or https.</param>
/// <param name="Name">Its name within the group, if it has one.</param>
public sealed record UrlGroupEndpoint(string? Url, string? Name = null);
