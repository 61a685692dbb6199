namespace BusQStash.Api.Publishing;

/// <summary>A destination somebody thinks of.</summary>
internal sealed record DestinationCheckRequest(string? Url);
