namespace BusQStash.Store.Workflows;

/// <summary>What a list of single events is narrowed to.</summary>
public sealed record RunEventQuery
{
    /// <summary>Of these runs; times, states and messages are those of the runs.</summary>
    public required RunQuery Runs { get; init; }

    /// <summary>In these states; none means all.</summary>
    public IReadOnlyList<RunEventState> States { get; init; } = [];

    /// <summary>Of these messages.</summary>
    public IReadOnlyList<string> MessageIds { get; init; } = [];

    /// <summary>At or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>At or before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Continue behind this entry.</summary>
    public RunEventKey? After { get; init; }

    /// <summary>At most this many.</summary>
    public int Count { get; init; } = 1000;
}
