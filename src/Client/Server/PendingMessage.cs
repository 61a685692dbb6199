namespace BusQStash.Client.Server;

/// <summary>An unfinished message. What does not apply is <see langword="null"/>.</summary>
public sealed record PendingMessage
{
    /// <summary>Its id.</summary>
    public required string MessageId { get; init; }

    /// <summary><c>WAITING</c>, <c>DELAYED</c>, <c>RUNNING</c> or <c>RETRYING</c>; in a queue also a message that waits for its callbacks.</summary>
    public required string State { get; init; }

    /// <summary>Where it goes.</summary>
    public required string Url { get; init; }

    /// <summary>Its queue.</summary>
    public string? QueueName { get; init; }

    /// <summary>Its flow-control key.</summary>
    public string? FlowControlKey { get; init; }

    /// <summary>The schedule it came from.</summary>
    public string? ScheduleId { get; init; }

    /// <summary>The URL group it was published to.</summary>
    public string? TopicName { get; init; }

    /// <summary>Its labels.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Attempts made.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was accepted.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is due.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Its position in its queue, from 1.</summary>
    public int? Place { get; init; }
}
