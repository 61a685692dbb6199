namespace BusQStash.Client.BulkActions;

/// <summary>A bulk action with its results.</summary>
public sealed record BulkActionOutcome
{
    /// <summary>Its id.</summary>
    public required string ActionId { get; init; }

    /// <summary>What it does: <c>cancel</c>, <c>dlqRetry</c>, <c>dlqDelete</c> or <c>runCancel</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>IN_PROGRESS</c> or <c>FINISHED</c>.</summary>
    public required string State { get; init; }

    /// <summary>Whether it was stopped before it finished.</summary>
    public bool Stopped { get; init; }

    /// <summary>How many entries matched when it was requested.</summary>
    public long Total { get; init; }

    /// <summary>Whether there were more than were counted.</summary>
    public bool TotalCapped { get; init; }

    /// <summary>How many entries it has changed.</summary>
    public long Processed { get; init; }

    /// <summary>How many entries it left unchanged.</summary>
    public long Refused { get; init; }

    /// <summary>Why, the most frequent first.</summary>
    public IReadOnlyList<BulkRefusal> Refusals { get => field ?? []; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it finished; <see langword="null"/> until then.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>It covers the entries that existed at this time.</summary>
    public DateTimeOffset ToDate { get; init; }

    /// <summary>The filter it was started with: filter to values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Filter { get; init; }

    /// <summary>Whether it has finished.</summary>
    public bool IsFinished => State == "FINISHED";
}
