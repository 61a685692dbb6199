namespace BusQStash.Api.Dashboard;

/// <summary>The current session, and what the page needs before sign-in.</summary>
/// <param name="Access"><c>full</c>, <c>publish</c> (reads and publishes) or <c>read</c>; left out when not signed in.</param>
/// <param name="Token">The name of the token.</param>
/// <param name="LimitedToRead">Whether the token allows more, but this server's dashboard is read-only.</param>
/// <param name="DevelopmentToken">Whether one click signs in with the development token.</param>
/// <param name="ServerTime">Unix milliseconds.</param>
/// <param name="EndsAt">When the session expires if it is not used, in Unix milliseconds.</param>
/// <param name="Version">The server's version.</param>
internal sealed record SessionResource(
    string? Access, string? Token, bool LimitedToRead, bool DevelopmentToken, long ServerTime, long? EndsAt, string Version)
{
    /// <summary>Hash of the page's files: when it differs from the page's own, the server was updated.</summary>
    public required string Assets { get; init; }
}
