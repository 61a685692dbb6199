namespace BusQStash.Client.Tokens;

/// <summary>A newly created token.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Token">The token itself; it cannot be read again.</param>
/// <param name="PreviousUntil">After a rotation: until when the old token is still accepted.</param>
public sealed record IssuedToken(string Name, string Token, DateTimeOffset? PreviousUntil);
