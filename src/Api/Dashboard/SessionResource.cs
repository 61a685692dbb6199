namespace BusQStash.Api.Dashboard;

/// <summary>Who is signed in, and what the page must know before that.</summary>
/// <param name="Access"><c>full</c>, <c>publish</c> (reads and publishes), <c>read</c>, or left out when nobody is signed in.</param>
/// <param name="Token">The name of the token.</param>
/// <param name="LimitedToRead">The token allows more, but this server's dashboard changes nothing.</param>
/// <param name="DevelopmentToken">One click signs in.</param>
/// <param name="ServerTime">Unix milliseconds.</param>
/// <param name="EndsAt">When the session ends unless it is used, in Unix milliseconds.</param>
/// <param name="Version">Of the server.</param>
internal sealed record SessionResource(
    string? Access, string? Token, bool LimitedToRead, bool DevelopmentToken, long ServerTime, long? EndsAt, string Version)
{
    /// <summary>Of the page: another one than the page's own says that the server was updated.</summary>
    public required string Assets { get; init; }
}
