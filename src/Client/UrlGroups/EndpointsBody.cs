namespace BusQStash.Client.UrlGroups;

/// <summary>Endpoints in wire format.</summary>
internal sealed record EndpointsBody(IReadOnlyList<UrlGroupEndpoint> Endpoints);
