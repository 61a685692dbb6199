namespace BusQStash.Client.BulkActions;

/// <summary>Something done to many messages in the background.</summary>
public sealed record BulkAction
{
    /// <summary>Its id.</summary>
    public required string ActionId { get; init; }

    /// <summary>What it does: <c>cancel</c>, <c>dlqRetry</c>, <c>dlqDelete</c> or <c>runCancel</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>IN_PROGRESS</c> or <c>FINISHED</c>.</summary>
    public required string State { get; init; }

    /// <summary>How many messages fitted when it began.</summary>
    public int Total { get; init; }

    /// <summary>How many of them it has dealt with.</summary>
    public int Processed { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was done; <see langword="null"/> while it is not.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>What it was narrowed to: filter to values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Filter { get; init; }

    /// <summary>Whether it is done.</summary>
    public bool IsFinished => State == "FINISHED";
}
