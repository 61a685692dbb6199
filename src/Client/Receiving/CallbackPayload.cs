using System.Text.Json;
using System.Text.Json.Serialization;
using BusQStash.Client.Http;

namespace BusQStash.Client.Receiving;

/// <summary>The body of a callback or failure callback. What does not apply is <see langword="null"/>.</summary>
public sealed record CallbackPayload
{
    /// <summary>The status of the destination's answer; 0 when no answer came.</summary>
    public int Status { get; init; }

    /// <summary>The headers of the answer.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Header { get; init; }

    /// <summary>The body of the answer in base64; a long one may be truncated. Without an answer it holds the error.</summary>
    [JsonPropertyName("body")]
    public string? BodyBase64 { get; init; }

    /// <summary>Attempts made before this one.</summary>
    public int Retried { get; init; }

    /// <summary>Maximum number of retries.</summary>
    public int MaxRetries { get; init; }

    /// <summary>The message the callback reports on.</summary>
    public string SourceMessageId { get => field ?? ""; init; }

    /// <summary>The headers of that message.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? SourceHeader { get; init; }

    /// <summary>The body of that message in base64.</summary>
    [JsonPropertyName("sourceBody")]
    public string? SourceBodyBase64 { get; init; }

    /// <summary>The message's destination.</summary>
    public string Url { get => field ?? ""; init; }

    /// <summary>The method.</summary>
    public string Method { get => field ?? "POST"; init; }

    /// <summary>The URL group.</summary>
    public string? TopicName { get; init; }

    /// <summary>The group's endpoint.</summary>
    public string? EndpointName { get; init; }

    /// <summary>The schedule.</summary>
    public string? ScheduleId { get; init; }

    /// <summary>The address of the publisher.</summary>
    [JsonPropertyName("callerIP")]
    public string? CallerIp { get; init; }

    /// <summary>When the message was due.</summary>
    [JsonConverter(typeof(UnixMillisecondsConverter))]
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When the message was accepted.</summary>
    [JsonConverter(typeof(UnixMillisecondsConverter))]
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>In a failure callback: the message's id in the dead letter queue.</summary>
    public string? DlqId { get; init; }

    /// <summary>Whether the message was delivered.</summary>
    [JsonIgnore]
    public bool IsDelivered => Status is >= 200 and < 300;

    /// <summary>Whether no further attempt follows: the message was delivered or given up.</summary>
    [JsonIgnore]
    public bool IsFinal => IsDelivered || DlqId is not null || Retried >= MaxRetries;

    /// <summary>Reads the body of a callback.</summary>
    /// <exception cref="JsonException">The text is not a callback body.</exception>
    public static CallbackPayload Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, ClientJson.Default.CallbackPayload) ?? throw new JsonException("A callback's body is an object, not null.");

    /// <summary>The bytes of the answer's body.</summary>
    public byte[] GetBody() => Convert.FromBase64String(BodyBase64 ?? "");

    /// <summary>The bytes of the message's body.</summary>
    public byte[] GetSourceBody() => Convert.FromBase64String(SourceBodyBase64 ?? "");
}
