using BusQStash.Client.Http;

namespace BusQStash.Client.Messages;

/// <summary>Selects messages. The values of one property are alternatives; an entry must match every property that is set.</summary>
public sealed record MessageFilter
{
    /// <summary>Message ids; nothing else may be set with them.</summary>
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

    /// <summary>Upper bound, in order of acceptance; unset: all. The value 100 is not possible: official SDKs send it by default and mean all.</summary>
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
