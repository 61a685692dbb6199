using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Dlq;

/// <summary>Finds the ids of a list's entries from the end of an index, one index for each value of one filter (keyset pagination).</summary>
internal static class DeadLetterSearch
{
    private const string Labels = "select 1 from dead_letter_label l where l.failed_at = d.failed_at and l.dlq_id = d.dlq_id";

    /// <summary>The query restricted to entries up to a time.</summary>
    public static DlqQuery Through(DlqQuery query, DateTimeOffset time) => query with { To = query.To is { } to && to < time ? to : time };

    /// <summary>A select of <c>dlq_id</c> with its parameters: the entries of a page, unordered.</summary>
    public static (string Sql, DynamicParameters Parameters) Ids(DlqQuery query)
    {
        var filter = new KeysetFilter()
            .In("d.dlq_id", "dlqIds", query.DlqIds)
            .If("d.failed_at >= @fromTime", "fromTime", query.From?.ToUnixTimeMilliseconds())
            .If("d.failed_at <= @toTime", "toTime", query.To?.ToUnixTimeMilliseconds())
            .After("d.failed_at", "d.dlq_id", query.LatestFirst, query.After);
        filter.Parameters.Add("count", query.Count);
        var direction = query.LatestFirst ? "desc" : "asc";
        var found = Parts(query, filter).Select((part, i) =>
            $"select * from (select d.dlq_id, d.failed_at from {part} order by d.failed_at {direction}, d.dlq_id {direction} limit @count) s{i}");
        return (
            $"""
            select dlq_id from ({string.Join(" union ", found)}) f
            order by failed_at {direction}, dlq_id {direction} limit @count
            """,
            filter.Parameters);
    }

    /// <summary>The parts of the search, each reading one index.</summary>
    private static IEnumerable<string> Parts(DlqQuery query, KeysetFilter filter)
    {
        var facets = FacetsOf(query);
        var keys = new FacetKeys(facets, filter.Parameters);
        if (facets.Count == 0)
        {
            filter.In("d.message_id", "messageIds", query.MessageIds).Holds(IsPlainIn("d"));
            return query.ResponseStatuses.Count == 0
                ? [$"dead_letter d {filter.Where}"]
                : query.ResponseStatuses.Distinct().Select(status => $"dead_letter d {filter.And($"coalesce(d.response_status, 0) = {status}")}");
        }

        if (!facets[0].IsLabel)
        {
            filter.In("d.message_id", "messageIds", query.MessageIds).In("coalesce(d.response_status, 0)", "statuses", query.ResponseStatuses).Holds(IsPlainIn("d"));
            var others = keys.Conditions(1, "d", state: 0, Labels);
            return keys.FirstValues().Select(value => $"dead_letter d {filter.And(keys.First($"d.{facets[0].Column}", value, state: 0))}{others}");
        }

        // The label table has id and time itself; a join would only make the planner guess the number of rows.
        var rest = new KeysetFilter(filter.Parameters)
            .In("x.message_id", "messageIds", query.MessageIds)
            .In("coalesce(x.response_status, 0)", "statuses", query.ResponseStatuses)
            .Holds(IsPlainIn("x"))
            .And("x.dlq_id = d.dlq_id") + keys.Conditions(1, "x", state: 0, Labels);
        return keys.FirstValues().Select(value => $"dead_letter_label d {filter.And(keys.First("d.label_key", value, state: 0))} and exists (select 1 from dead_letter x {rest})");
    }

    /// <summary>Messages of workflow runs are listed separately (wire contract 24.11).</summary>
    private static string IsPlainIn(string alias) => $"not exists (select 1 from workflow_step w where w.message_id = {alias}.message_id)";

    /// <summary>The facets a query filters by, the usually most selective first.</summary>
    private static IReadOnlyList<Facet> FacetsOf(DlqQuery query) => Facet.Used(
        ("schedule_key", query.ScheduleIds),
        (Facet.Label, query.Labels),
        ("flow_key", query.FlowControlKeys),
        ("url_key", query.Urls),
        ("queue_key", query.QueueNames),
        ("topic_key", query.TopicNames),
        ("caller_ip_key", query.CallerIps));
}
