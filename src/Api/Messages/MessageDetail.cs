namespace BusQStash.Api.Messages;

/// <summary>Everything known about a message, final or not.</summary>
internal sealed record MessageDetail
{
    public required string MessageId { get; init; }

    public required string State { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>The earliest time of the next attempt, while one is pending.</summary>
    public long? NextAt { get; init; }

    public long? FinishedAt { get; init; }

    /// <summary>The message without its body.</summary>
    public required MessageResource Message { get; init; }

    public required int BodyBytes { get; init; }

    /// <summary>Whether the body is redacted; the placeholder is shown instead.</summary>
    public required bool BodyRedacted { get; init; }

    /// <summary>The trace the message was published in; left out without tracing.</summary>
    public string? TraceId { get; init; }

    public required MessageVerdict Verdict { get; init; }

    public required IReadOnlyList<MessageAttempt> Attempts { get; init; }

    /// <summary>The attempts that would still follow.</summary>
    public required IReadOnlyList<PlannedAttempt> Timetable { get; init; }

    public required MessageRelations Relations { get; init; }

    public required IReadOnlyList<MessageEntry> Entries { get; init; }
}
