namespace BusQStash.Store.BulkActions;

/// <summary>Something done to many messages that goes on in the background.</summary>
/// <param name="Id">The id.</param>
/// <param name="Filter">What is canceled: messages accepted at or before <paramref name="CreatedAt"/> that it finds.</param>
/// <param name="Total">How many it found when it was asked for.</param>
/// <param name="Processed">How many it has done.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="CompletedAt">When it was done; <see langword="null"/> while it goes on.</param>
public sealed record BulkAction(
    string Id, MessageFilter Filter, long Total, long Processed, DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt)
{
    /// <summary>What it does.</summary>
    public BulkKind Kind { get; init; }

    /// <summary>Which dead letters, when it is about those.</summary>
    public DeadLetterFilter? DeadLetters { get; init; }

    /// <summary>Which workflow runs, when it is about those.</summary>
    public RunCancelFilter? Runs { get; init; }

    /// <summary>It is about what was there at this time; <see langword="null"/> for the time it was asked for.</summary>
    public DateTimeOffset? Through { get; init; }

    /// <summary>Publish headers of a retry.</summary>
    public IReadOnlyDictionary<string, string>? Overrides { get; init; }

    /// <summary>There were more than were counted.</summary>
    public bool TotalCapped { get; init; }

    /// <summary>Somebody ended it.</summary>
    public bool Stopped { get; init; }

    /// <summary>How many it left as they are.</summary>
    public long Refused { get; init; }

    /// <summary>Why.</summary>
    public IReadOnlyDictionary<string, RefusalCount>? Refusals { get; init; }
}
