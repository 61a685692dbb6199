namespace BusQStash.Client.UrlGroups;

/// <summary>Endpoints as they travel.</summary>
internal sealed record EndpointsBody(IReadOnlyList<UrlGroupEndpoint> Endpoints);
