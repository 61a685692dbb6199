namespace BusQStash.Client.Server;

/// <summary>A message's state and the reason for it, also when it is final.</summary>
public sealed record MessageView
{
    /// <summary>Its id.</summary>
    public required string MessageId { get; init; }

    /// <summary><c>WAITING</c>, <c>DELAYED</c>, <c>RUNNING</c>, <c>RETRYING</c>, <c>DELIVERED</c>, <c>FAILED</c> or <c>CANCELED</c>.</summary>
    public required string State { get; init; }

    /// <summary>When it was accepted.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is due.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>When it became final.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The main fact about it.</summary>
    public required MessageVerdict Verdict { get; init; }

    /// <summary>The message without its body.</summary>
    public Messages.Message? Message { get; init; }

    /// <summary>The size of its body.</summary>
    public long BodyBytes { get; init; }

    /// <summary>Whether the body is redacted.</summary>
    public bool BodyRedacted { get; init; }

    /// <summary>The trace it was published in.</summary>
    public string? TraceId { get; init; }

    /// <summary>Its attempts, earliest first.</summary>
    public IReadOnlyList<MessageAttempt> Attempts { get => field ?? []; init; }

    /// <summary>The attempts that would still follow, each timed from the failure of the previous one.</summary>
    public IReadOnlyList<PlannedAttempt> Timetable { get => field ?? []; init; }

    /// <summary>What it is related to.</summary>
    public MessageRelations Relations { get => field ?? new(); init; }

    /// <summary>Its log, earliest first.</summary>
    public IReadOnlyList<MessageEntry> Entries { get => field ?? []; init; }
}
