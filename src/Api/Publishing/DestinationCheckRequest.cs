namespace BusQStash.Api.Publishing;

/// <summary>A destination to check.</summary>
internal sealed record DestinationCheckRequest(string? Url);
