namespace BusQStash.Api.UrlGroups;

/// <summary>An endpoint of a URL group, in requests and answers.</summary>
internal sealed record EndpointBody(string? Url, string? Name);
