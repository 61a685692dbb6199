namespace BusQStash.Api.Http;

/// <summary>The body of every answer that is no success (wire contract 2.3).</summary>
internal sealed record ErrorBody(string Error);
