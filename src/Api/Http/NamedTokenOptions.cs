namespace BusQStash.Api.Http;

/// <summary>A token with a name and bounds.</summary>
internal sealed class NamedTokenOptions
{
    /// <summary>The token itself. Give this or its hash.</summary>
    public string? Token { get; set; }

    /// <summary>Its SHA-256 in hex, for settings that may be seen.</summary>
    public string? TokenHash { get; set; }

    /// <summary>What it allows: <c>admin</c>, <c>publish</c>, <c>read</c>, or <c>publish,read</c>.</summary>
    public string? Rights { get; set; }

    /// <summary>The queues it may enqueue into, separated by commas. Default: all, and beside queues.</summary>
    public string? Queues { get; set; }

    /// <summary>The hosts its messages may go to, separated by commas; <c>*.example.com</c> for those below one. Default: all.</summary>
    public string? Hosts { get; set; }

    /// <summary>When it ends, <c>2027-01-31T00:00:00Z</c>. Default: never. A text, since the library drops an entry with a time it cannot read without a word.</summary>
    public string? ExpiresAt { get; set; }
}
