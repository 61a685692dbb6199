using BusQStash.Contracts.Workflows;

namespace BusQStash.Contracts.Messages;

/// <summary>The publisher's settings of a message, without its body: validated, typed, immutable.</summary>
public sealed record MessageSpec
{
    /// <summary>The absolute http(s) URL that is called, byte for byte as the publisher wrote it.</summary>
    public string Url { get; init; } = "";

    /// <summary>HTTP method of the delivery; POST by default.</summary>
    public string Method { get; init; } = "POST";

    /// <summary>Headers sent to the destination: <c>Content-Type</c> and the forwarded ones, canonical names.</summary>
    public IReadOnlyList<HeaderLine> Headers { get; init; } = [];

    /// <summary>Milliseconds allowed for one attempt; <see langword="null"/> for the server's maximum.</summary>
    public long? TimeoutMs { get; init; }

    /// <summary>Retries after the first attempt; at most 1 + this many attempts are made.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>Retry delay expression in milliseconds (wire contract 10.4), verbatim; <see langword="null"/> for the default backoff.</summary>
    public string? RetryDelayExpression { get; init; }

    /// <summary>Callback, sent after every attempt; <see langword="null"/> for none.</summary>
    public CallbackSpec? Callback { get; init; }

    /// <summary>Failure callback, sent once when the message has failed for good; <see langword="null"/> for none.</summary>
    public CallbackSpec? FailureCallback { get; init; }

    /// <summary>The QStash queue the message is ordered in; <see langword="null"/> for an unordered message.</summary>
    public string? QueueName { get; init; }

    /// <summary>The URL group the message was published to.</summary>
    public string? TopicName { get; init; }

    /// <summary>The name of the URL group's endpoint, when it has one.</summary>
    public string? EndpointName { get; init; }

    /// <summary>The name after <c>api/</c> when the message went to a configured API, for instance <c>llm</c>.</summary>
    public string? Api { get; init; }

    /// <summary>The schedule that produced the message.</summary>
    public string? ScheduleId { get; init; }

    /// <summary>Address of the publisher.</summary>
    public string? CallerIp { get; init; }

    /// <summary>Labels for filtering, in the publisher's order.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Limits shared with other messages of the same key.</summary>
    public FlowControlSpec? FlowControl { get; init; }

    /// <summary>Parts hidden in answers of the API; <see langword="null"/> for none.</summary>
    public RedactionSpec? Redaction { get; init; }

    /// <summary>Not delivered before this time, unix milliseconds; <see langword="null"/> for at once.</summary>
    public long? NotBefore { get; init; }

    /// <summary>Further <c>Upstash-*</c> configuration, without its prefix: <c>Workflow-*</c>, <c>Feature-Set</c>, <c>Standard-Webhooks</c>.</summary>
    public IReadOnlyList<HeaderLine> Options { get; init; } = [];

    /// <summary>The workflow run it belongs to; <see langword="null"/> for a plain message.</summary>
    public WorkflowMessage? Workflow { get; init; }

    /// <summary>The message this one reports on, when it is a callback or failure callback.</summary>
    public string? SourceMessageId { get; init; }

    /// <summary>The context the message was created in (W3C <c>traceparent</c>); <see langword="null"/> without tracing.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The <c>tracestate</c> of that context.</summary>
    public string? TraceState { get; init; }

    /// <summary>When the first attempt is due, unix milliseconds, if the message was created at <paramref name="createdAt"/>.</summary>
    public long DueAt(long createdAt) => NotBefore ?? createdAt;
}
