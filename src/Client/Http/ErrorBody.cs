namespace BusQStash.Client.Http;

/// <summary>What the server says when it refuses.</summary>
internal sealed record ErrorBody(string? Error);
