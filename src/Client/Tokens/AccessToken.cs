namespace BusQStash.Client.Tokens;

/// <summary>A token, without the token itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source"><c>api</c>, or <c>settings</c>: those cannot be changed over the API.</param>
/// <param name="Rights">What it allows.</param>
public sealed record AccessToken(string Name, string Source, IReadOnlyList<TokenRight> Rights)
{
    /// <summary>The queues it may enqueue into. <see langword="null"/>: all, and beside queues.</summary>
    public IReadOnlyList<string>? Queues { get; init; }

    /// <summary>The hosts its messages may go to. <see langword="null"/>: all.</summary>
    public IReadOnlyList<string>? Hosts { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Until when the token before the last rotation is good too.</summary>
    public DateTimeOffset? PreviousUntil { get; init; }

    /// <summary>When it was last used, to ten minutes.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}
