namespace BusQStash.Api.UrlGroups;

/// <summary>Endpoints to add or remove.</summary>
internal sealed record EndpointsRequest(IReadOnlyList<EndpointBody?>? Endpoints);
