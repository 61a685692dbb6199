namespace BusQStash.Store.Dlq;

/// <summary>Filter of a list of dead letters. Values of one filter are OR-ed, filters AND-ed; an empty filter matches all.</summary>
public sealed record DlqQuery
{
    /// <summary>Entries with these ids.</summary>
    public IReadOnlyList<string> DlqIds { get; init; } = [];

    /// <summary>Dead letters of these messages.</summary>
    public IReadOnlyList<string> MessageIds { get; init; } = [];

    /// <summary>Only those of workflow runs, which are listed separately: this query then matches nothing.</summary>
    public bool FromWorkflow { get; init; }

    /// <summary>Messages with one of these destinations.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>Messages of these queues.</summary>
    public IReadOnlyList<string> QueueNames { get; init; } = [];

    /// <summary>Messages with one of these labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Messages of these URL groups.</summary>
    public IReadOnlyList<string> TopicNames { get; init; } = [];

    /// <summary>Messages produced by these schedules.</summary>
    public IReadOnlyList<string> ScheduleIds { get; init; } = [];

    /// <summary>Messages with one of these flow-control keys.</summary>
    public IReadOnlyList<string> FlowControlKeys { get; init; } = [];

    /// <summary>Messages published from these client addresses.</summary>
    public IReadOnlyList<string> CallerIps { get; init; } = [];

    /// <summary>Dead letters with one of these last HTTP statuses; 0 means no response.</summary>
    public IReadOnlyList<int> ResponseStatuses { get; init; } = [];

    /// <summary>Dead letters that failed at or after this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Dead letters that failed at or before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Sorts newest first instead of oldest first.</summary>
    public bool LatestFirst { get; init; }

    /// <summary>Cursor: continue after this entry (time of failure in unix milliseconds and id).</summary>
    public (long FailedAt, string DlqId)? After { get; init; }

    /// <summary>Maximum number of entries.</summary>
    public int Count { get; init; } = 100;
}
