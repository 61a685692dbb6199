using BusQStash.Client.Publishing;

namespace BusQStash.Client.Workflows;

/// <summary>
/// Settings of a run beyond its endpoint and payload. All are optional. Retries, flow control and headers apply to every step of the run.
/// </summary>
public sealed record TriggerOptions : DeliveryOptions
{
    /// <summary>
    /// The run's id. While a run with this id is active, another start returns that run. Default: a new id. The official SDKs put <c>wfr_</c> before ids
    /// chosen by the caller; this client uses them unchanged.
    /// </summary>
    public string? RunId { get; init; }

    /// <summary>The payload's content type. Default: <see cref="MessageBody.ContentType"/>.</summary>
    public string? ContentType { get; init; }

    /// <summary>The earliest time of the first step, to the millisecond. It takes precedence over <see cref="DeliveryOptions.Delay"/>.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Labels to find the run by: letters, digits, <c>-</c>, <c>_</c>, <c>.</c></summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Failure callback, sent once when the run failed. Default: its own endpoint, whose failure function is then called.</summary>
    public CallbackOptions? FailureCallback { get; init; }

    /// <summary>Parts redacted in lists and logs; the endpoint still receives them.</summary>
    public Redaction? Redact { get; init; }

    /// <summary>The same settings as options for publishing.</summary>
    internal PublishOptions ToPublishOptions(CallbackOptions? failureCallback) => new()
    {
        Timeout = Timeout,
        Retries = Retries,
        RetryDelay = RetryDelay,
        Delay = Delay,
        Headers = Headers,
        FlowControl = FlowControl,
        NotBefore = NotBefore,
        Labels = Labels,
        FailureCallback = failureCallback,
        Redact = Redact,
    };
}
