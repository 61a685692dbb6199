namespace BusQStash.Client;

/// <summary>The server's address and token, and the retries and timeouts of calls to it.</summary>
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

    /// <summary>Maximum retries of a failed call, where a retry is harmless. 0 switches retries off; at most 20. Default: 3.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>Wait before the first retry; it doubles each time, with jitter. More than nothing, at most a minute. Default: 200 ms.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest <c>Retry-After</c> the client obeys; a call whose answer asks for a longer wait is not retried. At most an hour. Default: 30 s.</summary>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Timeout of one try of a call. Cancelling many messages may take a minute. From 100 ms to an hour. Default: 100 s.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// Whether a message published without any deduplication gets a random deduplication id (an idempotency key), so that a retried call cannot publish it twice.
    /// Without it such a publish is retried only when no connection was made. Default: true.
    /// </summary>
    public bool AutomaticDeduplication { get; set; } = true;
}
