namespace BusQStash.Api.Tokens;

/// <summary>A token that was just made.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Token">The token itself. It is shown this once: the server keeps only its hash.</param>
/// <param name="PreviousUntil">Until when the token of before is good too.</param>
internal sealed record IssuedToken(string Name, string Token, long? PreviousUntil);
