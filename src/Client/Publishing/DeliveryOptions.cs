namespace BusQStash.Client.Publishing;

/// <summary>How a request to a destination or callback is made and retried.</summary>
public abstract record DeliveryOptions
{
    private protected DeliveryOptions()
    {
    }

    /// <summary>The method. Default: POST.</summary>
    public HttpMethod? Method { get; init; }

    /// <summary>Timeout of one attempt; it can only shorten the server's own limit. Default: that limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Retries after the first attempt. Default: the server's (3); of a callback: its message's.</summary>
    public int? Retries { get; init; }

    /// <summary>
    /// The wait before a retry in milliseconds, as an expression: <c>1000 * pow(2, retried)</c>. <c>retried</c> is 0 before the first retry.
    /// Functions: pow, exp, sqrt, abs, floor, ceil, round, min, max. Default: the server's backoff, which grows by powers of e up to a day.
    /// </summary>
    public string? RetryDelay { get; init; }

    /// <summary>The wait before the first attempt, to the millisecond. Default: none.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Headers for the destination, by the names it receives. A <c>Content-Type</c> among them is refused: the body sets it.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Limits shared with all messages of the same key. Default: none.</summary>
    public FlowControlLimits? FlowControl { get; init; }
}
