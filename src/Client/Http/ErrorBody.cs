namespace BusQStash.Client.Http;

/// <summary>The body of the server's refusals.</summary>
internal sealed record ErrorBody(string? Error);
