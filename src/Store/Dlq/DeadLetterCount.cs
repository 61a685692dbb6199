using System.Data.Common;
using BusQStash.Store.BulkActions;
using BusQStash.Store.Sql;

namespace BusQStash.Store.Dlq;

/// <summary>Counts dead letters up to a limit.</summary>
internal static class DeadLetterCount
{
    /// <summary>
    /// The number of entries of a query on these hosts, all if none is given, and whether there may be more. Hosts have no index: they are looked up among the first entries
    /// of the query, as many as the limit.
    /// </summary>
    public static async Task<(int Count, bool Capped)> OfAsync(
        DbConnection connection, DlqQuery query, IReadOnlyList<string> hosts, int limit, CancellationToken cancellationToken)
    {
        var (ids, parameters) = DeadLetterSearch.Ids(query with { Count = limit });
        if (hosts.Count == 0)
        {
            var count = await connection.ExecuteScalarAsync<int>($"select count(*) from ({ids}) found", parameters, cancellationToken);
            return (count, count >= limit);
        }

        List<string> urls = [.. await connection.QueryAsync<string>(
            $"select m.url from dead_letter d join message m on m.id = d.message_id where d.dlq_id in ({ids})", parameters, cancellationToken)];
        var filter = new DeadLetterFilter { Hosts = hosts };
        return (urls.Count(filter.Fits), urls.Count >= limit);
    }
}
