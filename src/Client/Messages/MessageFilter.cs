using BusQStash.Client.Http;

namespace BusQStash.Client.Messages;

/// <summary>Which messages are meant. Values of one property are alternatives; all properties that are set must fit.</summary>
public sealed record MessageFilter
{
    /// <summary>These messages; nothing else may be set beside it.</summary>
    public IReadOnlyList<string> MessageIds { get; init; } = [];

    /// <summary>Destination URLs.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>Hosts (with port, if any) of destinations.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Paths of destinations.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>URL groups.</summary>
    public IReadOnlyList<string> TopicNames { get; init; } = [];

    /// <summary>Queues.</summary>
    public IReadOnlyList<string> QueueNames { get; init; } = [];

    /// <summary>Labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Flow-control keys.</summary>
    public IReadOnlyList<string> FlowControlKeys { get; init; } = [];

    /// <summary>Schedules.</summary>
    public IReadOnlyList<string> ScheduleIds { get; init; } = [];

    /// <summary>Addresses of publishers.</summary>
    public IReadOnlyList<string> CallerIps { get; init; } = [];

    /// <summary>Accepted at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Accepted at this time or earlier.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>At most so many of them, those accepted first; all when it is not set. 100 cannot be asked for: official SDKs send it by themselves, and mean all.</summary>
    public int? Count { get; init; }

    internal Query ToQuery() => new Query()
        .With("messageIds", MessageIds)
        .With("url", Urls)
        .With("host", Hosts)
        .With("path", Paths)
        .With("topicName", TopicNames)
        .With("queueName", QueueNames)
        .With("label", Labels)
        .With("flowControlKey", FlowControlKeys)
        .With("scheduleId", ScheduleIds)
        .With("callerIp", CallerIps)
        .With("fromDate", From)
        .With("toDate", To)
        .With("count", Count);
}
