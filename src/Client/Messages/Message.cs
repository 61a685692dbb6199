using System.Text;
using System.Text.Json.Serialization;
using BusQStash.Client.Http;

namespace BusQStash.Client.Messages;

/// <summary>A message as the server stores it. What does not apply is <see langword="null"/>.</summary>
public record Message
{
    /// <summary>Its id, the same on every attempt.</summary>
    public required string MessageId { get; init; }

    /// <summary>Where it goes.</summary>
    public required string Url { get; init; }

    /// <summary>The URL group it was published to.</summary>
    public string? TopicName { get; init; }

    /// <summary>The name of the group's endpoint.</summary>
    public string? EndpointName { get; init; }

    /// <summary>The <c>NAME</c> of an <c>api/NAME</c> destination.</summary>
    public string? Api { get; init; }

    /// <summary>The method.</summary>
    public string Method { get => field ?? "POST"; init; }

    /// <summary>The headers the destination gets.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Header { get; init; }

    /// <summary>The body, where it is text in UTF-8 (or redacted).</summary>
    public string? Body { get; init; }

    /// <summary>The body in base64, where it is not text.</summary>
    public string? BodyBase64 { get; init; }

    /// <summary>Maximum number of retries.</summary>
    public int MaxRetries { get; init; }

    /// <summary>Earliest time of the next attempt.</summary>
    public DateTimeOffset NotBefore { get; init; }

    /// <summary>When it was accepted.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Where its callback goes.</summary>
    public string? Callback { get; init; }

    /// <summary>Headers the callback carries.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? CallbackHeader { get; init; }

    /// <summary>Where its failure callback goes.</summary>
    public string? FailureCallback { get; init; }

    /// <summary>Headers the failure callback carries.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? FailureCallbackHeader { get; init; }

    /// <summary>Its queue.</summary>
    public string? QueueName { get; init; }

    /// <summary>The schedule it came from.</summary>
    public string? ScheduleId { get; init; }

    /// <summary>The address of its publisher.</summary>
    [JsonPropertyName("callerIP")]
    public string? CallerIp { get; init; }

    /// <summary>Its labels.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Its flow-control key.</summary>
    public string? FlowControlKey { get; init; }

    /// <summary>The key's parallelism, as the message carries it.</summary>
    public int? Parallelism { get; init; }

    /// <summary>The key's rate, as the message carries it.</summary>
    public int? Rate { get; init; }

    /// <summary>The period of the rate.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? Period { get; init; }

    /// <summary>Its wait between attempts.</summary>
    public string? RetryDelayExpression { get; init; }

    /// <summary>The timeout of an attempt.</summary>
    [JsonConverter(typeof(MillisecondsConverter))]
    public TimeSpan? Timeout { get; init; }

    /// <summary>The bytes of the body, text or binary; for a redacted body, those of the placeholder.</summary>
    public byte[] GetBody() => BodyBase64 is { } base64 ? Convert.FromBase64String(base64) : Encoding.UTF8.GetBytes(Body ?? "");
}
