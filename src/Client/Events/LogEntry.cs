using System.Text.Json.Serialization;
using BusQStash.Client.Http;

namespace BusQStash.Client.Events;

/// <summary>One step in a message's history. What does not apply is <see langword="null"/>.</summary>
public sealed record LogEntry
{
    /// <summary>When it happened.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>To which message.</summary>
    public required string MessageId { get; init; }

    /// <summary>What happened.</summary>
    public required LogState State { get; init; }

    /// <summary>Where the message goes.</summary>
    public required string Url { get; init; }

    /// <summary>The error.</summary>
    public string? Error { get; init; }

    /// <summary>When the next attempt is due.</summary>
    public DateTimeOffset? NextDeliveryTime { get; init; }

    /// <summary>The URL group.</summary>
    public string? TopicName { get; init; }

    /// <summary>The group's endpoint.</summary>
    public string? EndpointName { get; init; }

    /// <summary>The schedule.</summary>
    public string? ScheduleId { get; init; }

    /// <summary>The queue.</summary>
    public string? QueueName { get; init; }

    /// <summary>The <c>NAME</c> of an <c>api/NAME</c> destination.</summary>
    public string? Api { get; init; }

    /// <summary>The method.</summary>
    public string? Method { get; init; }

    /// <summary>The headers the destination gets.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Header { get; init; }

    /// <summary>The body in base64; a redacted one is <c>REDACTED:</c> and its hash.</summary>
    [JsonPropertyName("body")]
    public string? BodyBase64 { get; init; }

    /// <summary>The status of the answer.</summary>
    public int? ResponseStatus { get; init; }

    /// <summary>The body of the answer in base64.</summary>
    [JsonPropertyName("responseBody")]
    public string? ResponseBodyBase64 { get; init; }

    /// <summary>The headers of the answer.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? ResponseHeaders { get; init; }

    /// <summary>The timeout of an attempt.</summary>
    [JsonConverter(typeof(MillisecondsConverter))]
    public TimeSpan? Timeout { get; init; }

    /// <summary>Where callbacks go.</summary>
    public string? Callback { get; init; }

    /// <summary>Where the failure callback goes.</summary>
    public string? FailureCallback { get; init; }

    /// <summary>Maximum number of retries.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>The wait between attempts.</summary>
    public string? RetryDelayExpression { get; init; }

    /// <summary>The address of the publisher.</summary>
    [JsonPropertyName("callerIP")]
    public string? CallerIp { get; init; }

    /// <summary>Labels.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>The flow-control key.</summary>
    public string? FlowControlKey { get; init; }

    /// <summary>The key's parallelism, as the message carries it.</summary>
    public int? Parallelism { get; init; }

    /// <summary>The key's rate, as the message carries it.</summary>
    public int? Rate { get; init; }

    /// <summary>The period of the rate.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? Period { get; init; }
}
