namespace BusQStash.Api.Messages;

/// <summary>All there is to know about a message, also when it is final.</summary>
internal sealed record MessageDetail
{
    public required string MessageId { get; init; }

    public required string State { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>The earliest time of the next attempt, when that is to come.</summary>
    public long? NextAt { get; init; }

    public long? FinishedAt { get; init; }

    /// <summary>The message but for its body.</summary>
    public required MessageResource Message { get; init; }

    public required int BodyBytes { get; init; }

    /// <summary>The body is not shown; what stands in its place is.</summary>
    public required bool BodyRedacted { get; init; }

    public required MessageVerdict Verdict { get; init; }

    public required IReadOnlyList<MessageAttempt> Attempts { get; init; }

    /// <summary>The attempts that would still follow.</summary>
    public required IReadOnlyList<PlannedAttempt> Timetable { get; init; }

    public required MessageRelations Relations { get; init; }

    public required IReadOnlyList<MessageEntry> Entries { get; init; }
}
