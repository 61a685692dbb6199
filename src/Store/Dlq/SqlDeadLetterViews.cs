using BusQStash.Store.Events;
using BusQStash.Store.Sql;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace BusQStash.Store.Dlq;

/// <summary>Summarizes dead letters in SQL common to both engines, over the same entries a list finds.</summary>
internal sealed class SqlDeadLetterViews([FromKeyedServices(ReadPool.Key)] IConnectionSource connections) : IDeadLetterViews
{
    private const int MostGroups = 100;

    public async Task<(int Count, bool Capped)> CountAsync(DlqQuery query, IReadOnlyList<string> hosts, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        return await DeadLetterCount.OfAsync(connection, query, hosts, limit, cancellationToken);
    }

    public async Task<(FacetResult Facets, IReadOnlyList<DeadLetterGroup> Groups)> FacetsAsync(DlqQuery query, int rows, CancellationToken cancellationToken)
    {
        var (sql, parameters) = DeadLetterSearch.Ids(query with { LatestFirst = true, After = null, Count = rows });
        List<SeenRow> seen = [.. await connections.QueryAsync<SeenRow>(
            $"""
            select d.failed_at as Time, coalesce(d.response_status, 0) as Status, d.error as Error, m.url as Url, m.queue_name as QueueName, m.flow_key as FlowKey,
                   m.schedule_id as ScheduleId, m.id as MessageId, d.dlq_id as DlqId
            from dead_letter d join message m on m.id = d.message_id
            where d.dlq_id in ({sql})
            """,
            parameters,
            cancellationToken)];
        return (new FacetResult(FacetTables.Of(seen), seen.Count, seen.Count >= rows), Groups(seen));
    }

    private static IReadOnlyList<DeadLetterGroup> Groups(List<SeenRow> rows) =>
    [
        .. rows.GroupBy(row => (Host: EventFacets.HostOf(row.Url), Status: row.Status ?? 0, Error: row.Status > 0 ? null : row.Error))
            .Select(group =>
            {
                var latest = group.MaxBy(row => (row.Time, row.DlqId))!;
                return new DeadLetterGroup(
                    group.Key.Host, group.Key.Status, latest.Error, group.Count(), group.Min(row => row.Time), latest.Time, latest.DlqId!)
                {
                    MessageId = latest.MessageId,
                };
            })
            .OrderByDescending(group => group.Count)
            .ThenByDescending(group => group.LastAt)
            .Take(MostGroups),
    ];
}
