using System.Globalization;
using BusQStash.Client.Http;

namespace BusQStash.Client.Dlq;

/// <summary>Selects dead letters. The values of one property are alternatives; an entry must match every property that is set.</summary>
public sealed record DlqFilter
{
    /// <summary>These dead letters; nothing else may be set with it.</summary>
    public IReadOnlyList<string> DlqIds { get; init; } = [];

    /// <summary>The message.</summary>
    public string? MessageId { get; init; }

    /// <summary>Destination URLs.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>
    /// Hosts (with port, if any) of destinations. Counts and bulk actions of the server take them; lists and other calls of <see cref="IDlqClient"/> are refused with 400, as
    /// QStash's are.
    /// </summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

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

    /// <summary>Statuses of the last answer.</summary>
    public IReadOnlyList<int> ResponseStatuses { get; init; } = [];

    /// <summary>Failed at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Failed at this time or earlier.</summary>
    public DateTimeOffset? To { get; init; }

    internal Query ToQuery() => new Query()
        .With("dlqIds", DlqIds)
        .With("messageId", MessageId)
        .With("url", Urls)
        .With("host", Hosts)
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
