namespace BusQStash.Store.Events;

/// <summary>Filter of a list of events. Values of one filter are OR-ed, filters AND-ed; an empty filter matches all.</summary>
public sealed record EventQuery
{
    /// <summary>Events of these messages.</summary>
    public IReadOnlyList<string> MessageIds { get; init; } = [];

    /// <summary>Events in one of these states.</summary>
    public IReadOnlyList<EventState> States { get; init; } = [];

    /// <summary>Messages with one of these destinations.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>Messages of these queues.</summary>
    public IReadOnlyList<string> QueueNames { get; init; } = [];

    /// <summary>Messages with one of these labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Messages of these URL groups.</summary>
    public IReadOnlyList<string> TopicNames { get; init; } = [];

    /// <summary>Messages whose destination is on one of these hosts: host and port as written in the URL, in lower case.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Messages whose destination has one of these paths.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Messages produced by these schedules.</summary>
    public IReadOnlyList<string> ScheduleIds { get; init; } = [];

    /// <summary>Messages with one of these flow-control keys.</summary>
    public IReadOnlyList<string> FlowControlKeys { get; init; } = [];

    /// <summary>Messages published from these client addresses.</summary>
    public IReadOnlyList<string> CallerIps { get; init; } = [];

    /// <summary>Entries with one of these statuses of the response; 0 for failed attempts without a response.</summary>
    public IReadOnlyList<int> ResponseStatuses { get; init; } = [];

    /// <summary>Leaves out the messages of workflow runs, which have a log of their own.</summary>
    public bool WithoutRuns { get; init; }

    /// <summary>Events at or after this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Events at or before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Sorts oldest first instead of newest first.</summary>
    public bool EarliestFirst { get; init; }

    /// <summary>Cursor: continue after this entry (time in unix milliseconds and id).</summary>
    public (long Time, long Id)? After { get; init; }

    /// <summary>Maximum number of entries.</summary>
    public int Count { get; init; } = 100;
}
