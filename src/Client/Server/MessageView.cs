namespace BusQStash.Client.Server;

/// <summary>What became of a message, and why, also when it is final.</summary>
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

    /// <summary>When it was final.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What is to be said of it first.</summary>
    public required MessageVerdict Verdict { get; init; }

    /// <summary>The message without its body.</summary>
    public Messages.Message? Message { get; init; }

    /// <summary>How large its body is.</summary>
    public long BodyBytes { get; init; }

    /// <summary>Its attempts, the first first.</summary>
    public IReadOnlyList<MessageAttempt> Attempts { get => field ?? []; init; }

    /// <summary>The attempts that would still follow, each counted from the failure of the one before.</summary>
    public IReadOnlyList<PlannedAttempt> Timetable { get => field ?? []; init; }
}
