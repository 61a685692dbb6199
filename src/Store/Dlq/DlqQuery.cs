namespace BusQStash.Store.Dlq;

/// <summary>What a list of dead letters is narrowed to. Values of one filter are OR-ed, filters AND-ed; an empty filter means all.</summary>
public sealed record DlqQuery
{
    /// <summary>Entries by id.</summary>
    public IReadOnlyList<string> DlqIds { get; init; } = [];

    /// <summary>Of these messages.</summary>
    public IReadOnlyList<string> MessageIds { get; init; } = [];

    /// <summary>Only of workflow runs: they have a list of their own, so nothing is selected here.</summary>
    public bool FromWorkflow { get; init; }

    /// <summary>Of these destinations.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>Of these queues.</summary>
    public IReadOnlyList<string> QueueNames { get; init; } = [];

    /// <summary>With one of these labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Of these URL groups.</summary>
    public IReadOnlyList<string> TopicNames { get; init; } = [];

    /// <summary>Produced by these schedules.</summary>
    public IReadOnlyList<string> ScheduleIds { get; init; } = [];

    /// <summary>With one of these flow control keys.</summary>
    public IReadOnlyList<string> FlowControlKeys { get; init; } = [];

    /// <summary>Published from these addresses.</summary>
    public IReadOnlyList<string> CallerIps { get; init; } = [];

    /// <summary>With one of these last statuses; 0 stands for no answer.</summary>
    public IReadOnlyList<int> ResponseStatuses { get; init; } = [];

    /// <summary>Failed at or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Failed at or before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Newest first instead of oldest first.</summary>
    public bool LatestFirst { get; init; }

    /// <summary>Continue after this entry (time of failure in unix ms and id).</summary>
    public (long FailedAt, string DlqId)? After { get; init; }

    /// <summary>At most this many.</summary>
    public int Count { get; init; } = 100;
}
