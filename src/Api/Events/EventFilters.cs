using BusQStash.Api.Http;
using BusQStash.Store.Events;

namespace BusQStash.Api.Events;

/// <summary>Reads the filters of event lists (wire contract 15).</summary>
internal static class EventFilters
{
    /// <summary>Default page size on the documented path.</summary>
    internal const int LogsCount = 100;

    /// <summary>Default page size on the older path, whose clients take one page for everything.</summary>
    internal const int EventsCount = 1000;

    internal const int MaxCount = 1000;

    /// <summary>Parameter that includes the messages of workflow runs; for the dashboard, since QStash has none.</summary>
    internal const string Source = "source";

    internal static bool AsksForAll(IQueryCollection query) => "all".Equals(query[Source], StringComparison.OrdinalIgnoreCase);

    internal static EventQuery Read(IQueryCollection query, int usualCount, Refusals refusals)
    {
        var filters = new Filters(query, refusals);
        if (filters.One("groupBy") is not null)
        {
            refusals.Malformed("groupBy is for workflow runs: GET /v2/workflows/events?groupBy=workflowRunId lists them");
        }

        // Clients that name several messages send no other filters; if any arrive, they must not hide a message (wire contract 15).
        var several = filters.Many("messageIds");
        var selection = several.Count > 0 ? new EventQuery { MessageIds = several } : Selection(filters, refusals);
        return selection with
        {
            EarliestFirst = filters.Order("latestFirst", "earliestFirst"),
            After = filters.CursorOfNumbers(),
            Count = filters.Count(usualCount, MaxCount),
        };
    }

    private static EventQuery Selection(Filters filters, Refusals refusals) => new()
    {
        MessageIds = filters.Many("messageId"),
        States = filters.Read("state", EventStates.Read, "is unknown"),
        Urls = filters.Urls("url"),
        QueueNames = filters.Many("queueName"),
        Labels = filters.Many("label"),
        TopicNames = filters.Many("topicName"),
        Hosts = filters.Hosts(),
        Paths = filters.Many("path"),
        ScheduleIds = filters.Many("scheduleId"),
        FlowControlKeys = filters.Many("flowControlKey"),
        CallerIps = filters.CallerIps(),
        ResponseStatuses = filters.Numbers("responseStatus"),
        From = filters.Time("fromDate"),
        To = filters.Time("toDate"),
    };
}
