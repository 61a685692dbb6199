namespace BusQStash.Client;

/// <summary>Where the server is and how patiently it is called.</summary>
/// <remarks>
/// Filled in this order, later over earlier: the variables <c>QSTASH_URL</c> and <c>QSTASH_TOKEN</c>, the configuration section
/// <see cref="SectionName"/>, the delegate given to <c>AddBusQStashClient</c>.
/// </remarks>
public sealed class BusQStashClientOptions
{
    /// <summary>The configuration section that is bound: <c>BusQStash:Client</c>.</summary>
    public const string SectionName = "BusQStash:Client";

    /// <summary>Address of the server, http or https, with any path it is served under. Default: <c>QSTASH_URL</c>.</summary>
    public string? Url { get; set; }

    /// <summary>The token. Default: <c>QSTASH_TOKEN</c>.</summary>
    public string? Token { get; set; }

    /// <summary>How often a failed call is repeated, where repeating it is harmless. 0 switches repeating off; at most 20. Default: 3.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>Wait before the first repetition; it doubles each time, with some chance in it. More than nothing, at most a minute. Default: 200 ms.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>A server that asks (<c>Retry-After</c>) for a longer wait is not asked again. At most an hour. Default: 30 s.</summary>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time one try of a call may take. Cancelling many messages may take a minute. From 100 ms to an hour. Default: 100 s.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// Whether a message published without any deduplication gets a random deduplication id, so that repeating the call cannot publish it twice.
    /// Without it such a publish is repeated only when no connection was made. Default: true.
    /// </summary>
    public bool AutomaticDeduplication { get; set; } = true;
}
