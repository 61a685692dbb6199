namespace BusQStash.Client.Tokens;

/// <summary>A token that was just made.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Token">The token itself; nobody can read it again.</param>
/// <param name="PreviousUntil">Until when the token of before is good too, after a rotation.</param>
public sealed record IssuedToken(string Name, string Token, DateTimeOffset? PreviousUntil);
