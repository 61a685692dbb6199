namespace BusQStash.Api.Dashboard;

/// <summary>What the page signs in with.</summary>
/// <param name="Token">The server's token, its read-only one, or a named one that may read.</param>
/// <param name="Development">Whether to take the public development token, where that is this server's.</param>
internal sealed record SignInRequest(string? Token, bool Development);
