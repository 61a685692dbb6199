namespace BusQStash.Store.UrlGroups;

/// <summary>A member of a URL group.</summary>
/// <param name="Url">The destination.</param>
/// <param name="Name">Its name, if it has one.</param>
public sealed record UrlGroupEndpoint(string Url, string? Name);
