namespace BusQStash.Store.Workflows;

/// <summary>What a list of runs is narrowed to. Values of one filter are OR-ed, filters AND-ed; an empty filter means all.</summary>
public sealed record RunQuery
{
    /// <summary>Runs by id.</summary>
    public IReadOnlyList<string> RunIds { get; init; } = [];

    /// <summary>Created at these times, unix milliseconds.</summary>
    public IReadOnlyList<long> CreatedAts { get; init; } = [];

    /// <summary>These runs and no others.</summary>
    public IReadOnlyList<(string RunId, long CreatedAt)> Runs { get; init; } = [];

    /// <summary>Of these endpoints.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>Of endpoints whose URL begins so.</summary>
    public IReadOnlyList<string> UrlPrefixes { get; init; } = [];

    /// <summary>At these hosts.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>With these paths.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>In these states.</summary>
    public IReadOnlyList<RunState> States { get; init; } = [];

    /// <summary>With one of these labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>With one of these flow control keys.</summary>
    public IReadOnlyList<string> FlowControlKeys { get; init; } = [];

    /// <summary>Started from these addresses.</summary>
    public IReadOnlyList<string> CallerIps { get; init; } = [];

    /// <summary>With one of these messages.</summary>
    public IReadOnlyList<string> MessageIds { get; init; } = [];

    /// <summary>Created at or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Created at or before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Dead letters with one of these ids.</summary>
    public IReadOnlyList<string> DlqIds { get; init; } = [];

    /// <summary>Run ids that begin so.</summary>
    public IReadOnlyList<string> RunIdPrefixes { get; init; } = [];

    /// <summary>With one of these last statuses.</summary>
    public IReadOnlyList<int> ResponseStatuses { get; init; } = [];

    /// <summary>Whose failure callback is so.</summary>
    public IReadOnlyList<FailureState> FailureStates { get; init; } = [];

    /// <summary>Continue behind this entry.</summary>
    public (long Time, long RunKey)? After { get; init; }

    /// <summary>At most this many.</summary>
    public int Count { get; init; } = 10;
}
