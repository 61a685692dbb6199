namespace BusQStash.Api.Tokens;

/// <summary>How a token is rotated.</summary>
/// <param name="Overlap">How long the token of before stays good, as a duration (<c>2h</c>); a day when left out, <c>0</c> to end it now.</param>
internal sealed record RotateTokenRequest(string? Overlap);
