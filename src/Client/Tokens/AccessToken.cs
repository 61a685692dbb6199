namespace BusQStash.Client.Tokens;

/// <summary>A token's properties, without its secret.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source"><c>api</c>, or <c>settings</c>: those cannot be changed through the API.</param>
/// <param name="Rights">Its rights.</param>
public sealed record AccessToken(string Name, string Source, IReadOnlyList<TokenRight> Rights)
{
    /// <summary>The queues it may enqueue into. <see langword="null"/>: all, and unqueued messages too.</summary>
    public IReadOnlyList<string>? Queues { get; init; }

    /// <summary>The hosts its messages may go to. <see langword="null"/>: all.</summary>
    public IReadOnlyList<string>? Hosts { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it expires.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Until when the token before the last rotation is still accepted.</summary>
    public DateTimeOffset? PreviousUntil { get; init; }

    /// <summary>When it was last used, with a resolution of ten minutes.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}
