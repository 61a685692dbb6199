namespace BusQStash.Api.Http;

/// <summary>The authenticated caller, as its token identifies it.</summary>
/// <param name="Name">The token's name, for logs.</param>
/// <param name="Access">The token's rights.</param>
/// <param name="Bounds">The queues and hosts its messages are bound to; <see langword="null"/> for no bounds.</param>
/// <param name="ExpiresAt">When the token expires.</param>
internal sealed record Caller(string Name, Access Access, Bounds? Bounds = null, DateTimeOffset? ExpiresAt = null)
{
    /// <summary>The token of the settings: it cannot be revoked over the API, so administrators cannot lock themselves out.</summary>
    internal const string Root = "root";

    /// <summary>The read-only token of the settings.</summary>
    internal const string ReadOnly = "read-only";

    /// <summary>Whether forwarded secrets are shown.</summary>
    internal bool SeesSecrets => Access == Access.Full;

    internal bool May(Access needed) => (Access & needed) == needed;

    internal bool IsOver(DateTimeOffset now) => ExpiresAt <= now;

    /// <summary>The caller of a request; set only on paths that require a token.</summary>
    internal static Caller? Of(HttpContext context) => context.Features.Get<Caller>();
}
