using BusQStash.Client.Publishing;

namespace BusQStash.Client.Workflows;

/// <summary>
/// What a run is started with, beyond its endpoint and payload. All of it may be left out. Retries, flow control and headers hold for every step of the run.
/// </summary>
public sealed record TriggerOptions : DeliveryOptions
{
    /// <summary>
    /// The run's id. While a run of this id is alive, another start is answered with that one. Default: a new id. The official SDKs put <c>wfr_</c> before ids
    /// of their callers' own choice; this client takes them as they are.
    /// </summary>
    public string? RunId { get; init; }

    /// <summary>What the payload is. Default: what <see cref="MessageBody.ContentType"/> says.</summary>
    public string? ContentType { get; init; }

    /// <summary>The earliest time of the first step, to the millisecond. It wins over <see cref="DeliveryOptions.Delay"/>.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Labels to find the run by: letters, digits, <c>-</c>, <c>_</c>, <c>.</c></summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Who is told, once, that the run failed. Default: its own endpoint, whose failure function is called then.</summary>
    public CallbackOptions? FailureCallback { get; init; }

    /// <summary>Parts no list or log shall show; the endpoint gets them all the same.</summary>
    public Redaction? Redact { get; init; }

    /// <summary>What publishing calls the same.</summary>
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
