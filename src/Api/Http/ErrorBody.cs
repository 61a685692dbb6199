namespace BusQStash.Api.Http;

/// <summary>The body of every error answer (wire contract 2.3).</summary>
internal sealed record ErrorBody(string Error);
