using BusQStash.Store.Workflows;

namespace BusQStash.Store.BulkActions;

/// <summary>Which living workflow runs are to be canceled. Values of one filter are OR-ed, filters AND-ed; an empty filter means all.</summary>
public sealed record RunCancelFilter
{
    /// <summary>Of these endpoints.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>Of endpoints whose URL begins so.</summary>
    public IReadOnlyList<string> UrlPrefixes { get; init; } = [];

    /// <summary>At these hosts.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>With these paths.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>With one of these labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>With one of these flow control keys.</summary>
    public IReadOnlyList<string> FlowControlKeys { get; init; } = [];

    /// <summary>Started from these addresses.</summary>
    public IReadOnlyList<string> CallerIps { get; init; } = [];

    /// <summary>Created at or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Created at or before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>At most so many, the newest first.</summary>
    public int Most { get; init; } = int.MaxValue;

    /// <summary>The runs it finds, of those that were there at a time if one is given.</summary>
    public RunQuery At(DateTimeOffset? time) => new()
    {
        Urls = Urls,
        UrlPrefixes = UrlPrefixes,
        Hosts = Hosts,
        Paths = Paths,
        Labels = Labels,
        FlowControlKeys = FlowControlKeys,
        CallerIps = CallerIps,
        From = From,
        To = To is { } to && !(time < to) ? to : time,
        States = [RunState.Alive],
    };
}
