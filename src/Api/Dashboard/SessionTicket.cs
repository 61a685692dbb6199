namespace BusQStash.Api.Dashboard;

/// <summary>What a session's cookie says: which token opened it, when, and when the browser was last seen. Whether the token is still good stands elsewhere.</summary>
/// <param name="Token">The token's name.</param>
/// <param name="Proof">Made from the token's hash, which does not go to the browser: another token of that name opens no session of the first.</param>
/// <param name="IssuedAt">When somebody signed in.</param>
/// <param name="SeenAt">When the browser was last seen.</param>
internal sealed record SessionTicket(string Token, string Proof, DateTimeOffset IssuedAt, DateTimeOffset SeenAt);
