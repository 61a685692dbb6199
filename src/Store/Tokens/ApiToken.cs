namespace BusQStash.Store.Tokens;

/// <summary>A token with a name, made over the API.</summary>
/// <param name="Name">Its name, which logs tell.</param>
/// <param name="Hash">SHA-256 of the token in hex.</param>
/// <param name="Rights">What it allows.</param>
/// <param name="Queues">The queues it may enqueue into; empty for no bound.</param>
/// <param name="Hosts">The hosts its messages may go to; empty for no bound.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
public sealed record ApiToken(
    string Name,
    string Hash,
    TokenRights Rights,
    IReadOnlyList<string> Queues,
    IReadOnlyList<string> Hosts,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt)
{
    /// <summary>SHA-256 of the token that a rotation replaced.</summary>
    public string? PreviousHash { get; init; }

    /// <summary>Until when that one is good too.</summary>
    public DateTimeOffset? PreviousUntil { get; init; }
}
