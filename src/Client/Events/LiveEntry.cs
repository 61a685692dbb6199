using System.Text.Json.Serialization;

namespace BusQStash.Client.Events;

/// <summary>A log entry of the live feed: without body, headers and answer. What does not apply is <see langword="null"/>.</summary>
public sealed record LiveEntry
{
    /// <summary>Its position in the logs.</summary>
    public required string Id { get; init; }

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

    /// <summary>The status of the answer.</summary>
    public int? ResponseStatus { get; init; }

    /// <summary>When the next attempt is due.</summary>
    public DateTimeOffset? NextDeliveryTime { get; init; }

    /// <summary>The queue.</summary>
    public string? QueueName { get; init; }

    /// <summary>The URL group.</summary>
    public string? TopicName { get; init; }

    /// <summary>The schedule.</summary>
    public string? ScheduleId { get; init; }

    /// <summary>The flow-control key.</summary>
    public string? FlowControlKey { get; init; }

    /// <summary>The address of the publisher.</summary>
    [JsonPropertyName("callerIP")]
    public string? CallerIp { get; init; }

    /// <summary>Labels.</summary>
    public IReadOnlyList<string>? Labels { get; init; }
}
