namespace BusQStash.Store.Workflows;

/// <summary>Filter of a list of run events.</summary>
public sealed record RunEventQuery
{
    /// <summary>Filter of the runs; its times, states and messages refer to the runs.</summary>
    public required RunQuery Runs { get; init; }

    /// <summary>Events in one of these states; empty means all.</summary>
    public IReadOnlyList<RunEventState> States { get; init; } = [];

    /// <summary>Events of these messages.</summary>
    public IReadOnlyList<string> MessageIds { get; init; } = [];

    /// <summary>Events at or after this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Events at or before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Cursor: continue after this entry.</summary>
    public RunEventKey? After { get; init; }

    /// <summary>Maximum number of entries.</summary>
    public int Count { get; init; } = 1000;
}
