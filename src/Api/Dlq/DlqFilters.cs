using BusQStash.Api.Http;
using BusQStash.Store.Dlq;

namespace BusQStash.Api.Dlq;

/// <summary>Reads what a list of dead letters is narrowed to (wire contract 14.1).</summary>
internal static class DlqFilters
{
    internal const int MaxCount = 100;

    /// <summary>Filters the contract knows elsewhere but not here; ignoring them would answer with what was not asked for.</summary>
    private static readonly string[] Refused = ["host", "path"];

    internal static DlqQuery Read(IQueryCollection query, Refusals refusals)
    {
        var filters = new Filters(query, refusals);
        foreach (var name in Refused.Where(name => filters.One(name) is not null))
        {
            refusals.Malformed($"{name} is no filter of the dead letter queue: use url");
        }

        if (filters.One("source") is { } source)
        {
            refusals.Malformed($"unknown source '{source}'");
        }

        return new DlqQuery
        {
            DlqIds = filters.Many("dlqIds"),
            MessageId = filters.One("messageId"),
            Urls = filters.Urls("url"),
            QueueNames = filters.Many("queueName"),
            Labels = filters.Many("label"),
            TopicNames = filters.Many("topicName"),
            ResponseStatuses = filters.Numbers("responseStatus"),
            From = filters.Time("fromDate"),
            To = filters.Time("toDate"),
            LatestFirst = filters.Order("earliestFirst", "latestFirst"),
            After = filters.Cursor(),
            Count = filters.Count(MaxCount, MaxCount),
        };
    }
}
