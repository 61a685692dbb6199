namespace BusQStash.Contracts.Events;

/// <summary>An attempt failed and another will be made.</summary>
/// <remarks>Published at least once; event type and message id (and attempt) serve to deduplicate it.</remarks>
public sealed record AttemptFailed
{
    /// <summary>The message's id, <c>msg_…</c>.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>The QStash queue, when the message is ordered.</summary>
    public string? QueueName { get; init; }

    /// <summary>The URL that is called.</summary>
    public string Destination { get; init; } = "";

    /// <summary>The URL group the message was published to.</summary>
    public string? TopicName { get; init; }

    /// <summary>The schedule that produced the message.</summary>
    public string? ScheduleId { get; init; }

    /// <summary>The message's labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The message this one reports on, when it is a callback or failure callback.</summary>
    public string? SourceMessageId { get; init; }

    /// <summary>When the message was accepted.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Attempts made before the one reported: 0 for the first.</summary>
    public int Retried { get; init; }

    /// <summary>Retries allowed after the first attempt.</summary>
    public int MaxRetries { get; init; }

    /// <summary>HTTP status of the attempt; <see langword="null"/> when no response came.</summary>
    public int? Status { get; init; }

    /// <summary>When the attempt started.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When the attempt ended.</summary>
    public DateTimeOffset FinishedAt { get; init; }

    /// <summary>Why the attempt failed, in words; <see langword="null"/> when the status says it.</summary>
    public string? Error { get; init; }

    /// <summary>When the next attempt is due.</summary>
    public DateTimeOffset NextAttemptAt { get; init; }
}
