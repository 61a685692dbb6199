namespace BusQStash.Api.Tokens;

/// <summary>A request to rotate a token.</summary>
/// <param name="Overlap">How long the previous token stays valid, as a duration (<c>2h</c>); one day when left out, <c>0</c> to end it now.</param>
internal sealed record RotateTokenRequest(string? Overlap);
