namespace BusQStash.Api.Tokens;

/// <summary>A newly created token.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Token">The token itself. It is shown only once: the server stores only its hash.</param>
/// <param name="PreviousUntil">Until when the previous token also stays valid.</param>
internal sealed record IssuedToken(string Name, string Token, long? PreviousUntil);
