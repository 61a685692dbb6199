namespace BusQStash.Store.Tokens;

/// <summary>A named token created through the API.</summary>
/// <param name="Name">Its name, which appears in logs.</param>
/// <param name="Hash">SHA-256 of the token in hex.</param>
/// <param name="Rights">The rights it grants.</param>
/// <param name="Queues">The queues it may enqueue into; empty for no restriction.</param>
/// <param name="Hosts">The hosts its messages may be sent to; empty for no restriction.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it expires.</param>
public sealed record ApiToken(
    string Name,
    string Hash,
    TokenRights Rights,
    IReadOnlyList<string> Queues,
    IReadOnlyList<string> Hosts,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt)
{
    /// <summary>SHA-256 of the token that the last rotation replaced.</summary>
    public string? PreviousHash { get; init; }

    /// <summary>Until when the replaced token remains valid.</summary>
    public DateTimeOffset? PreviousUntil { get; init; }
}
