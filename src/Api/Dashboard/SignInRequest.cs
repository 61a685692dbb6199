namespace BusQStash.Api.Dashboard;

/// <summary>A sign-in request.</summary>
/// <param name="Token">The server's token, its read-only one, or a named one that may read.</param>
/// <param name="Development">Whether to sign in with the public development token, where the server uses it.</param>
internal sealed record SignInRequest(string? Token, bool Development);
