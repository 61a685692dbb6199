namespace BusQStash.Api.Dashboard;

/// <summary>What the page signs in with.</summary>
/// <param name="Token">The server's token, or its read-only one.</param>
/// <param name="Development">Whether to take the public development token, where that is this server's.</param>
internal sealed record SignInRequest(string? Token, bool Development);
