namespace BusQStash.Api.Http;

/// <summary>Who calls, as the token told.</summary>
/// <param name="Name">The token's name, for logs.</param>
/// <param name="Access">What it allows.</param>
/// <param name="Bounds">What its messages are bound to; <see langword="null"/> for nothing.</param>
/// <param name="ExpiresAt">When the token ends.</param>
internal sealed record Caller(string Name, Access Access, Bounds? Bounds = null, DateTimeOffset? ExpiresAt = null)
{
    /// <summary>The settings' token: it cannot be revoked over the API, so nobody locks themselves out.</summary>
    internal const string Root = "root";

    /// <summary>The settings' token that only reads.</summary>
    internal const string ReadOnly = "read-only";

    /// <summary>Whether forwarded secrets are shown.</summary>
    internal bool SeesSecrets => Access == Access.Full;

    internal bool May(Access needed) => (Access & needed) == needed;

    internal bool IsOver(DateTimeOffset now) => ExpiresAt <= now;

    /// <summary>Who makes this call. Only paths that ask for a token have somebody.</summary>
    internal static Caller? Of(HttpContext context) => context.Features.Get<Caller>();
}
