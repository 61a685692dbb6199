namespace BusQStash.Client.Tokens;

/// <summary>A token to create.</summary>
/// <param name="Name">Its name: letters, digits, <c>-</c>, <c>_</c>, <c>.</c></param>
/// <param name="Rights">Its rights.</param>
public sealed record NewToken(string Name, IReadOnlyList<TokenRight> Rights)
{
    /// <summary>The queues it may enqueue into. <see langword="null"/>: all, and unqueued messages too.</summary>
    public IReadOnlyList<string>? Queues { get; init; }

    /// <summary>The hosts its messages and their callbacks may go to, <c>*.example.com</c> for subdomains. <see langword="null"/>: all.</summary>
    public IReadOnlyList<string>? Hosts { get; init; }

    /// <summary>When it expires. <see langword="null"/>: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
