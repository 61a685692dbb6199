namespace BusQStash.Client.BulkActions;

/// <summary>A bulk action with what became of it.</summary>
public sealed record BulkActionOutcome
{
    /// <summary>Its id.</summary>
    public required string ActionId { get; init; }

    /// <summary>What it does: <c>cancel</c>, <c>dlqRetry</c>, <c>dlqDelete</c> or <c>runCancel</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>IN_PROGRESS</c> or <c>FINISHED</c>.</summary>
    public required string State { get; init; }

    /// <summary>Whether somebody ended it before it was done.</summary>
    public bool Stopped { get; init; }

    /// <summary>How many it found when it was asked for.</summary>
    public long Total { get; init; }

    /// <summary>Whether there were more than were counted.</summary>
    public bool TotalCapped { get; init; }

    /// <summary>How many it has done.</summary>
    public long Processed { get; init; }

    /// <summary>How many it left as they are.</summary>
    public long Refused { get; init; }

    /// <summary>Why, the most frequent first.</summary>
    public IReadOnlyList<BulkRefusal> Refusals { get => field ?? []; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was done; <see langword="null"/> while it is not.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>It is about what was there at this time.</summary>
    public DateTimeOffset ToDate { get; init; }

    /// <summary>What it was narrowed to: filter to values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Filter { get; init; }

    /// <summary>Whether it is done.</summary>
    public bool IsFinished => State == "FINISHED";
}
