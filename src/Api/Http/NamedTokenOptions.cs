namespace BusQStash.Api.Http;

/// <summary>A token with a name and bounds.</summary>
internal sealed class NamedTokenOptions
{
    /// <summary>The token itself. Set this or its hash.</summary>
    public string? Token { get; set; }

    /// <summary>The token's SHA-256 in hex, for settings that others may read.</summary>
    public string? TokenHash { get; set; }

    /// <summary>What it allows: <c>admin</c>, <c>publish</c>, <c>read</c>, or <c>publish,read</c>.</summary>
    public string? Rights { get; set; }

    /// <summary>The queues it may enqueue into, separated by commas. Default: all, and publishing outside queues.</summary>
    public string? Queues { get; set; }

    /// <summary>The hosts its messages may go to, separated by commas; <c>*.example.com</c> for those below one. Default: all.</summary>
    public string? Hosts { get; set; }

    /// <summary>When it expires, as <c>2027-01-31T00:00:00Z</c>. Default: never. A text, because the library silently drops an entry with a time it cannot parse.</summary>
    public string? ExpiresAt { get; set; }
}
