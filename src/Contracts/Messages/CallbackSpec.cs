namespace BusQStash.Contracts.Messages;

/// <summary>How a callback or failure callback message is made (wire contract 11.4).</summary>
public sealed record CallbackSpec
{
    /// <summary>The absolute http(s) URL of the callback.</summary>
    public string Url { get; init; } = "";

    /// <summary>HTTP method of the callback; POST by default.</summary>
    public string Method { get; init; } = "POST";

    /// <summary>Milliseconds allowed for one attempt of the callback; <see langword="null"/> for the server's maximum.</summary>
    public long? TimeoutMs { get; init; }

    /// <summary>Retries of the callback; <see langword="null"/> for those of the original message.</summary>
    public int? Retries { get; init; }

    /// <summary>Retry delay expression in milliseconds (wire contract 10.4); <see langword="null"/> for the default backoff.</summary>
    public string? RetryDelayExpression { get; init; }

    /// <summary>Milliseconds the callback is delayed after the attempt; 0 by default.</summary>
    public long DelayMs { get; init; }

    /// <summary>Headers sent to the callback's URL.</summary>
    public IReadOnlyList<HeaderLine> Headers { get; init; } = [];

    /// <summary>Further <c>Upstash-*</c> configuration of the callback message, without its prefix: <c>Workflow-*</c>, <c>Feature-Set</c>, <c>Standard-Webhooks</c>.</summary>
    public IReadOnlyList<HeaderLine> Options { get; init; } = [];

    /// <summary>Flow control of the callback message.</summary>
    public FlowControlSpec? FlowControl { get; init; }

    /// <summary>The failure callback of the callback message itself (wire contract 24.5).</summary>
    public CallbackSpec? FailureCallback { get; init; }
}
