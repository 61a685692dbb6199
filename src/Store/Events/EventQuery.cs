namespace BusQStash.Store.Events;

/// <summary>What a list of events is narrowed to. Values of one filter are OR-ed, filters AND-ed; an empty filter means all.</summary>
public sealed record EventQuery
{
    /// <summary>Of these messages.</summary>
    public IReadOnlyList<string> MessageIds { get; init; } = [];

    /// <summary>In one of these states.</summary>
    public IReadOnlyList<EventState> States { get; init; } = [];

    /// <summary>Of these destinations.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>Of these queues.</summary>
    public IReadOnlyList<string> QueueNames { get; init; } = [];

    /// <summary>With one of these labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Of these URL groups.</summary>
    public IReadOnlyList<string> TopicNames { get; init; } = [];

    /// <summary>With a destination on one of these hosts: host and port as the URL says them, in lower case.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>With a destination of one of these paths.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Produced by these schedules.</summary>
    public IReadOnlyList<string> ScheduleIds { get; init; } = [];

    /// <summary>With one of these flow control keys.</summary>
    public IReadOnlyList<string> FlowControlKeys { get; init; } = [];

    /// <summary>Published from these addresses.</summary>
    public IReadOnlyList<string> CallerIps { get; init; } = [];

    /// <summary>At or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>At or before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Oldest first instead of newest first.</summary>
    public bool EarliestFirst { get; init; }

    /// <summary>Continue after this entry (time in unix ms and id).</summary>
    public (long Time, long Id)? After { get; init; }

    /// <summary>At most this many.</summary>
    public int Count { get; init; } = 100;
}
