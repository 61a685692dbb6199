using BusQStash.Api.Http;
using BusQStash.Store.Dlq;

namespace BusQStash.Api.Dlq;

/// <summary>Reads the filters of dead letter lists (wire contract 14.1).</summary>
internal static class DlqFilters
{
    internal const int MaxCount = 100;

    private const string Host = "host";

    /// <summary>Filters the contract has elsewhere but not here; ignoring them would return the wrong entries.</summary>
    private static readonly string[] Refused = [Host, "path"];

    /// <summary>All filter names of <see cref="Read"/>, for calls that change what is selected: see <see cref="Selection"/>.</summary>
    internal static readonly string[] Names =
    [
        "dlqIds", "messageId", "messageIds", "source", "url", "queueName", "label", "topicName", "scheduleId", "flowControlKey", "callerIp", "callerIP",
        "responseStatus", "fromDate", "toDate", "order", "cursor", "count", "api", .. Refused,
    ];

    internal static DlqQuery Read(IQueryCollection query, Refusals refusals)
    {
        var filters = new Filters(query, refusals);
        var ids = filters.Many("dlqIds");
        if (ids.Count > 0)
        {
            // Clients that name entries send no other filters; if any arrive, they must not hide an entry (wire contract 14.1).
            return Paged(new DlqQuery { DlqIds = ids }, filters, refusals);
        }

        foreach (var name in Refused.Where(name => filters.One(name) is not null))
        {
            refusals.Malformed($"{name} is no filter of the dead letter queue: use url");
        }

        var selection = new DlqQuery
        {
            MessageIds = filters.Many("messageId", "messageIds"),
            FromWorkflow = FromWorkflow(filters, refusals),
            Urls = filters.Urls("url"),
            QueueNames = filters.Many("queueName"),
            Labels = filters.Many("label"),
            TopicNames = filters.Many("topicName"),
            ScheduleIds = filters.Many("scheduleId"),
            FlowControlKeys = filters.Many("flowControlKey"),
            CallerIps = filters.CallerIps(),
            ResponseStatuses = filters.Numbers("responseStatus"),
            From = filters.Time("fromDate"),
            To = filters.Time("toDate"),
        };
        return Paged(selection, filters, refusals);
    }

    /// <summary>The server's own calls also select by host, as their groups of dead letters do.</summary>
    internal static (DlqQuery Query, IReadOnlyList<string> Hosts) ReadWithHosts(IQueryCollection query, Refusals refusals)
    {
        var others = new QueryCollection(query.Where(value => !value.Key.Equals(Host, StringComparison.OrdinalIgnoreCase)).ToDictionary(StringComparer.OrdinalIgnoreCase));
        return (Read(others, refusals), new Filters(query, refusals).Many(Host));
    }

    private static DlqQuery Paged(DlqQuery selection, Filters filters, Refusals refusals) => selection with
    {
        LatestFirst = filters.Order("earliestFirst", "latestFirst"),
        After = filters.Cursor(static (failedAt, dlqId) => Filters.Pair(dlqId) is null ? null : ((long, string)?)(failedAt, dlqId)),
        Count = filters.Count(MaxCount, MaxCount),
    };

    private static bool FromWorkflow(Filters filters, Refusals refusals)
    {
        var source = filters.One("source");
        if (source is null or "workflow")
        {
            return source is not null;
        }

        refusals.Malformed($"unknown source '{source}': the only one is workflow");
        return false;
    }
}
