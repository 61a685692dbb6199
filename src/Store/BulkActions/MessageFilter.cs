namespace BusQStash.Store.BulkActions;

/// <summary>Which unfinished messages are meant. Values of one filter are OR-ed, filters AND-ed; an empty filter means all.</summary>
public sealed record MessageFilter
{
    /// <summary>With these destinations.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>With these hosts in their destination; a port belongs to it unless it is the scheme's own.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>With these paths in their destination.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Of these URL groups.</summary>
    public IReadOnlyList<string> TopicNames { get; init; } = [];

    /// <summary>Of these queues.</summary>
    public IReadOnlyList<string> QueueNames { get; init; } = [];

    /// <summary>With one of these labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>With these flow control keys.</summary>
    public IReadOnlyList<string> FlowControlKeys { get; init; } = [];

    /// <summary>Of these schedules.</summary>
    public IReadOnlyList<string> ScheduleIds { get; init; } = [];

    /// <summary>From these publishers.</summary>
    public IReadOnlyList<string> CallerIps { get; init; } = [];

    /// <summary>Accepted at or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Accepted at or before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>At most so many of them, those accepted first; <see langword="null"/> for all.</summary>
    public int? Most { get; init; }
}
