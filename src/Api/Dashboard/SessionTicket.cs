namespace BusQStash.Api.Dashboard;

/// <summary>The content of a session cookie: the token that opened it, when, and when the browser was last seen. The token's validity is checked elsewhere.</summary>
/// <param name="Token">The token's name.</param>
/// <param name="Proof">Derived from the token's hash, which is not sent to the browser: another token of the same name does not take over the session.</param>
/// <param name="IssuedAt">When the session was opened.</param>
/// <param name="SeenAt">When the browser was last seen.</param>
internal sealed record SessionTicket(string Token, string Proof, DateTimeOffset IssuedAt, DateTimeOffset SeenAt);
