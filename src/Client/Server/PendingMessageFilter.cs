using BusQStash.Client.Http;

namespace BusQStash.Client.Server;

/// <summary>Selects unfinished messages. The values of one property are alternatives; an entry must match every property that is set.</summary>
public sealed record PendingMessageFilter
{
    /// <summary><c>WAITING</c>, <c>DELAYED</c>, <c>RUNNING</c> or <c>RETRYING</c>.</summary>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>Queues.</summary>
    public IReadOnlyList<string> QueueNames { get; init; } = [];

    /// <summary>Destination URLs.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>A prefix of destination URLs.</summary>
    public string? UrlPrefix { get; init; }

    /// <summary>Labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Flow-control keys.</summary>
    public IReadOnlyList<string> FlowControlKeys { get; init; } = [];

    /// <summary>Schedules.</summary>
    public IReadOnlyList<string> ScheduleIds { get; init; } = [];

    /// <summary>URL groups.</summary>
    public IReadOnlyList<string> TopicNames { get; init; } = [];

    /// <summary>Addresses of publishers.</summary>
    public IReadOnlyList<string> CallerIps { get; init; } = [];

    /// <summary>Accepted at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Accepted at this time or earlier.</summary>
    public DateTimeOffset? To { get; init; }

    internal Query ToQuery() => new Query()
        .With("state", States)
        .With("queueName", QueueNames)
        .With("url", Urls)
        .With("urlPrefix", UrlPrefix)
        .With("label", Labels)
        .With("flowControlKey", FlowControlKeys)
        .With("scheduleId", ScheduleIds)
        .With("topicName", TopicNames)
        .With("callerIp", CallerIps)
        .With("fromDate", From)
        .With("toDate", To);
}
