namespace BusQStash.Client.BulkActions;

/// <summary>An action on many messages that runs in the background.</summary>
public sealed record BulkAction
{
    /// <summary>Its id.</summary>
    public required string ActionId { get; init; }

    /// <summary>What it does: <c>cancel</c>, <c>dlqRetry</c>, <c>dlqDelete</c> or <c>runCancel</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>IN_PROGRESS</c> or <c>FINISHED</c>.</summary>
    public required string State { get; init; }

    /// <summary>How many messages matched when it began.</summary>
    public int Total { get; init; }

    /// <summary>How many of them it has processed.</summary>
    public int Processed { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it finished; <see langword="null"/> until then.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The filter it was started with: filter to values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Filter { get; init; }

    /// <summary>Whether it has finished.</summary>
    public bool IsFinished => State == "FINISHED";
}
