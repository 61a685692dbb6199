using BusQStash.Store.Workflows;

namespace BusQStash.Store.BulkActions;

/// <summary>Filter of the living workflow runs to cancel. Values of one filter are OR-ed, filters AND-ed; an empty filter matches all.</summary>
public sealed record RunCancelFilter
{
    /// <summary>Runs of these endpoints.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>Runs whose endpoint URL starts with one of these prefixes.</summary>
    public IReadOnlyList<string> UrlPrefixes { get; init; } = [];

    /// <summary>Runs whose endpoint is on one of these hosts.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Runs whose endpoint has one of these paths.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Runs with one of these labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Runs with one of these flow-control keys.</summary>
    public IReadOnlyList<string> FlowControlKeys { get; init; } = [];

    /// <summary>Runs started from these client addresses.</summary>
    public IReadOnlyList<string> CallerIps { get; init; } = [];

    /// <summary>Runs created at or after this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Runs created at or before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Maximum number of runs, the newest first.</summary>
    public int Most { get; init; } = int.MaxValue;

    /// <summary>The query for matching runs, restricted to those that existed at a time if one is given.</summary>
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
