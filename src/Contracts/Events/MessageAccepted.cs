namespace BusQStash.Contracts.Events;

/// <summary>A message was accepted: it is in the ledger and will be delivered.</summary>
/// <remarks>
/// Published at most once, when the broker accepts it at that moment: unlike the later events of a message it is not stored for retries, so it may be missing
/// after an outage or a crash.
/// </remarks>
public sealed record MessageAccepted
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

    /// <summary>Not delivered before this time; <see langword="null"/> for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}
