using System.Data.Common;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Queues;

/// <summary>Reads a page of queues in its sort order from an index (keyset pagination), in SQL common to both engines.</summary>
/// <remarks>
/// Most queues are empty. The others have an index in their sort order; the empty ones follow by name and are read only if the others do not fill the page. A queue the reconciler
/// has not counted yet counts as empty.
/// </remarks>
internal sealed class QueuePage(DbConnection connection, QueueViewQuery query, CancellationToken cancellationToken)
{
    /// <summary>The condition of the index <c>queue_count_order</c>.</summary>
    private const string Busy = "(c.stands_still > 0 or c.lag > 0)";

    public async Task<List<QueueViewRow>> ReadAsync()
    {
        if (query.Order == QueueOrder.Name)
        {
            return await ReadAsync(QueueViewRow.Select, Filter(), "q.name > @name", "q.name", query.Count);
        }

        var isEmptyNext = query.After is { StandsStill: 0, Lag: 0 };
        var rows = isEmptyNext ? [] : await BusyAsync();
        if (rows.Count < query.Count)
        {
            // A queue that was emptied between the two statements is already on the page.
            var seen = rows.Select(row => row.Name).ToHashSet(StringComparer.Ordinal);
            rows.AddRange((await EmptyAsync(isEmptyNext, query.Count - rows.Count)).Where(row => !seen.Contains(row.Name)));
        }

        return rows;
    }

    private Task<List<QueueViewRow>> BusyAsync()
    {
        const string AfterByLag = "(c.lag < @lag or (c.lag = @lag and c.name > @name))";
        var (order, after) = query.Order == QueueOrder.Lag
            ? ("c.lag desc, c.name", AfterByLag)
            : ("c.stands_still desc, c.lag desc, c.name", $"(c.stands_still < @standsStill or (c.stands_still = @standsStill and {AfterByLag}))");
        return ReadAsync(QueueViewRow.SelectCounted, Filter().Holds(Busy), after, order, query.Count);
    }

    private Task<List<QueueViewRow>> EmptyAsync(bool isEmptyNext, int count) =>
        ReadAsync(QueueViewRow.Select, Filter().Holds($"(c.name is null or not {Busy})"), isEmptyNext ? "q.name > @name" : null, "q.name", count);

    private KeysetFilter Filter()
    {
        var filter = new KeysetFilter();
        if (query.Search is { Length: > 0 } search)
        {
            // Replacing a part changes the name exactly when the name contains it, and needs no wildcard escaping.
            filter.If("replace(lower(q.name), @search, '') <> lower(q.name)", "search", search.ToLowerInvariant());
        }

        return filter.If("substr(lower(q.name), 1, length(@prefix)) = @prefix", "prefix", query.Prefix?.ToLowerInvariant());
    }

    private async Task<List<QueueViewRow>> ReadAsync(string select, KeysetFilter filter, string? after, string order, int count)
    {
        if (after is not null && query.After is { } last)
        {
            filter.If(after, "name", last.Name);
            filter.Parameters.Add("lag", last.Lag);
            filter.Parameters.Add("standsStill", last.StandsStill);
        }

        filter.Parameters.Add("count", count);
        var rows = await connection.QueryAsync<QueueViewRow>($"{select} {filter.Where} order by {order} limit @count", filter.Parameters, cancellationToken);
        return rows.AsList();
    }
}
