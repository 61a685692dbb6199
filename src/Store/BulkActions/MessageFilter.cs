namespace BusQStash.Store.BulkActions;

/// <summary>Filter of unfinished messages. Values of one filter are OR-ed, filters AND-ed; an empty filter matches all.</summary>
public sealed record MessageFilter
{
    /// <summary>Messages with one of these destinations.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>Messages whose destination is on one of these hosts; a port must match unless it is the scheme's default.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Messages whose destination has one of these paths.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Messages of these URL groups.</summary>
    public IReadOnlyList<string> TopicNames { get; init; } = [];

    /// <summary>Messages of these queues.</summary>
    public IReadOnlyList<string> QueueNames { get; init; } = [];

    /// <summary>Messages with one of these labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Messages with one of these flow-control keys.</summary>
    public IReadOnlyList<string> FlowControlKeys { get; init; } = [];

    /// <summary>Messages of these schedules.</summary>
    public IReadOnlyList<string> ScheduleIds { get; init; } = [];

    /// <summary>Messages from these client addresses.</summary>
    public IReadOnlyList<string> CallerIps { get; init; } = [];

    /// <summary>Messages accepted at or after this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Messages accepted at or before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Maximum number of messages, those accepted first; <see langword="null"/> for all.</summary>
    public int? Most { get; init; }
}
