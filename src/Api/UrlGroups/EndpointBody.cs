namespace BusQStash.Api.UrlGroups;

/// <summary>An endpoint of a URL group, as it is sent and shown.</summary>
internal sealed record EndpointBody(string? Url, string? Name);
