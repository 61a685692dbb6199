namespace BusQStash.Client.Tokens;

/// <summary>A token to be made.</summary>
/// <param name="Name">Its name: letters, digits, <c>-</c>, <c>_</c>, <c>.</c></param>
/// <param name="Rights">What it allows.</param>
public sealed record NewToken(string Name, IReadOnlyList<TokenRight> Rights)
{
    /// <summary>The queues it may enqueue into. <see langword="null"/>: all, and beside queues.</summary>
    public IReadOnlyList<string>? Queues { get; init; }

    /// <summary>The hosts its messages and their callbacks may go to, <c>*.example.com</c> for those below one. <see langword="null"/>: all.</summary>
    public IReadOnlyList<string>? Hosts { get; init; }

    /// <summary>When it ends. <see langword="null"/>: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
