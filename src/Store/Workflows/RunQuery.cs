namespace BusQStash.Store.Workflows;

/// <summary>Filter of a list of runs. Values of one filter are OR-ed, filters AND-ed; an empty filter matches all.</summary>
public sealed record RunQuery
{
    /// <summary>Runs with these ids.</summary>
    public IReadOnlyList<string> RunIds { get; init; } = [];

    /// <summary>Runs created at these times, unix milliseconds.</summary>
    public IReadOnlyList<long> CreatedAts { get; init; } = [];

    /// <summary>Only these runs.</summary>
    public IReadOnlyList<(string RunId, long CreatedAt)> Runs { get; init; } = [];

    /// <summary>Runs of these endpoints.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>Runs whose endpoint URL starts with one of these prefixes.</summary>
    public IReadOnlyList<string> UrlPrefixes { get; init; } = [];

    /// <summary>Runs whose endpoint is on one of these hosts.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Runs whose endpoint has one of these paths.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Runs in one of these states.</summary>
    public IReadOnlyList<RunState> States { get; init; } = [];

    /// <summary>Runs with one of these labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Runs with one of these flow-control keys.</summary>
    public IReadOnlyList<string> FlowControlKeys { get; init; } = [];

    /// <summary>Started from one of these client addresses.</summary>
    public IReadOnlyList<string> CallerIps { get; init; } = [];

    /// <summary>Runs with one of these messages.</summary>
    public IReadOnlyList<string> MessageIds { get; init; } = [];

    /// <summary>Runs created at or after this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Runs created at or before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Dead letters with one of these ids.</summary>
    public IReadOnlyList<string> DlqIds { get; init; } = [];

    /// <summary>Runs whose id starts with one of these prefixes.</summary>
    public IReadOnlyList<string> RunIdPrefixes { get; init; } = [];

    /// <summary>Runs whose last response had one of these statuses.</summary>
    public IReadOnlyList<int> ResponseStatuses { get; init; } = [];

    /// <summary>Runs whose failure callback is in one of these states.</summary>
    public IReadOnlyList<FailureState> FailureStates { get; init; } = [];

    /// <summary>Cursor: continue after this entry.</summary>
    public (long Time, long RunKey)? After { get; init; }

    /// <summary>Maximum number of entries.</summary>
    public int Count { get; init; } = 10;
}
