namespace BusQStash.Store.BulkActions;

/// <summary>An operation on many messages that runs in the background, in small steps.</summary>
/// <param name="Id">The id.</param>
/// <param name="Filter">Filter of a cancellation: messages accepted at or before <paramref name="CreatedAt"/> that match it.</param>
/// <param name="Total">Number of matching entries when the action was requested.</param>
/// <param name="Processed">Number of entries processed.</param>
/// <param name="CreatedAt">When the action was requested.</param>
/// <param name="CompletedAt">When the action was completed; <see langword="null"/> while it is running.</param>
public sealed record BulkAction(
    string Id, MessageFilter Filter, long Total, long Processed, DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt)
{
    /// <summary>Kind of operation.</summary>
    public BulkKind Kind { get; init; }

    /// <summary>Filter of an action on dead letters.</summary>
    public DeadLetterFilter? DeadLetters { get; init; }

    /// <summary>Filter of an action on workflow runs.</summary>
    public RunCancelFilter? Runs { get; init; }

    /// <summary>The action affects only entries that existed at this time; <see langword="null"/> for the time of the request.</summary>
    public DateTimeOffset? Through { get; init; }

    /// <summary>Publish headers that a retry overrides.</summary>
    public IReadOnlyDictionary<string, string>? Overrides { get; init; }

    /// <summary>More entries match than were counted.</summary>
    public bool TotalCapped { get; init; }

    /// <summary>A user stopped the action.</summary>
    public bool Stopped { get; init; }

    /// <summary>Number of entries left unchanged.</summary>
    public long Refused { get; init; }

    /// <summary>Refusals by reason.</summary>
    public IReadOnlyDictionary<string, RefusalCount>? Refusals { get; init; }
}
