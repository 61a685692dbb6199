using System.Globalization;
using BusQStash.Client.Http;

namespace BusQStash.Client.Events;

/// <summary>Selects log entries. The values of one property are alternatives; an entry must match every property that is set.</summary>
public sealed record LogFilter
{
    /// <summary>Messages.</summary>
    public IReadOnlyList<string> MessageIds { get; init; } = [];

    /// <summary>States.</summary>
    public IReadOnlyList<LogState> States { get; init; } = [];

    /// <summary>Destination URLs.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>Hosts (with port, if any) of destinations.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Paths of destinations.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>URL groups.</summary>
    public IReadOnlyList<string> TopicNames { get; init; } = [];

    /// <summary>Schedules.</summary>
    public IReadOnlyList<string> ScheduleIds { get; init; } = [];

    /// <summary>Queues.</summary>
    public IReadOnlyList<string> QueueNames { get; init; } = [];

    /// <summary>Labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Flow-control keys.</summary>
    public IReadOnlyList<string> FlowControlKeys { get; init; } = [];

    /// <summary>Addresses of publishers.</summary>
    public IReadOnlyList<string> CallerIps { get; init; } = [];

    /// <summary>Statuses of the answer; 0 selects failed attempts without one. BusQStash only.</summary>
    public IReadOnlyList<int> ResponseStatuses { get; init; } = [];

    /// <summary>Written at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Written at this time or earlier.</summary>
    public DateTimeOffset? To { get; init; }

    internal Query ToQuery() => new Query()
        .With("messageIds", MessageIds)
        .With("state", [.. States.Select(LogStateConverter.Text)])
        .With("url", Urls)
        .With("host", Hosts)
        .With("path", Paths)
        .With("topicName", TopicNames)
        .With("scheduleId", ScheduleIds)
        .With("queueName", QueueNames)
        .With("label", Labels)
        .With("flowControlKey", FlowControlKeys)
        .With("callerIp", CallerIps)
        .With("responseStatus", [.. ResponseStatuses.Select(status => status.ToString(CultureInfo.InvariantCulture))])
        .With("fromDate", From)
        .With("toDate", To);
}
