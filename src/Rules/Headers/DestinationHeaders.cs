using System.Collections.Frozen;

namespace BusQStash.Rules.Headers;

/// <summary>Names of headers with a special meaning (wire contract 8 and 10).</summary>
internal static class DestinationHeaders
{
    public const string UserAgent = "User-Agent";
    public const string ContentType = "Content-Type";
    public const string MessageId = "Upstash-Message-Id";
    public const string Retried = "Upstash-Retried";
    public const string MaxRetries = "Upstash-Max-Retries";
    public const string Signature = "Upstash-Signature";
    public const string TopicName = "Upstash-Topic-Name";
    public const string ScheduleId = "Upstash-Schedule-Id";
    public const string CallerIp = "Upstash-Caller-Ip";
    public const string Region = "Upstash-Region";
    public const string WorkflowRunId = "Upstash-Workflow-RunId";
    public const string TraceParent = "traceparent";
    public const string TraceState = "tracestate";
    public const string WorkflowCreatedAt = "Upstash-Workflow-CreatedAt";
    public const string WorkflowUnknownSdk = "Upstash-Workflow-Unknown-Sdk";
    public const string NonRetryableError = "Upstash-NonRetryable-Error";

    private const string Proxy = "Proxy-";

    /// <summary>Headers sent to every destination. Reserved: a publisher's headers of these names are dropped, so that destinations can trust them.</summary>
    private static readonly FrozenSet<string> Ours =
        new[] { MessageId, Retried, MaxRetries, Signature, TopicName, ScheduleId, CallerIp, Region }.ToFrozenSet(HeaderLookalikes.Comparer);

    /// <summary>Hop-by-hop headers (RFC 9110, 7.6.1): a publisher's would break the framing or redirect the request.</summary>
    private static readonly FrozenSet<string> OfTheConnection = new[]
    {
        "Connection", "Content-Length", "Expect", "Host", "Http2-Settings", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    }.ToFrozenSet(HeaderLookalikes.Comparer);

    /// <summary>Headers that .NET stores with the content and refuses among the request's headers.</summary>
    public static readonly FrozenSet<string> OfTheContent = new[]
    {
        "Allow", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Location", "Content-MD5", "Content-Range",
        ContentType, "Expires", "Last-Modified",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a publisher's header of this name may be delivered. Checked on publish and again before sending, because the ledger
    /// may hold messages that an older version accepted.
    /// </summary>
    public static bool MayForward(string name) =>
        !Ours.Contains(name)
        && !OfTheConnection.Contains(name)
        && !HeaderLookalikes.Comparer.Equals(name[..Math.Min(name.Length, Proxy.Length)], Proxy);
}
