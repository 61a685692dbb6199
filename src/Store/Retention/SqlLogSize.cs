using System.Data.Common;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Retention;

/// <summary>Finds the size of the logs from the rising ids of their entries; nothing is counted.</summary>
/// <remarks>
/// Entries are indexed by time, not by id. Times rise with ids except for clock differences, so the entry with a given id is found by binary search over time: some forty look-ups
/// in one index.
/// </remarks>
internal sealed class SqlLogSize(IConnectionSource connections) : ILogSize
{
    private const string Oldest = "select id, time from event order by time, id limit 1";

    private const string Newest = "select id, time from event order by time desc, id desc limit 1";

    private const string From = "select id, time from event where time >= @time order by time, id limit 1";

    public async Task<DateTimeOffset?> FindCutoffAsync(long rows, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var newest = await ReadAsync(connection, Newest, 0, cancellationToken);
        var lastToGo = newest.Id - rows;
        if (lastToGo <= 0)
        {
            return null;
        }

        var low = (await ReadAsync(connection, Oldest, 0, cancellationToken)).Time;
        var high = newest.Time;
        while (low < high)
        {
            var entry = await ReadAsync(connection, From, low + ((high - low) / 2), cancellationToken);
            (low, high) = entry.Id > lastToGo ? (low, low + ((high - low) / 2)) : (entry.Time + 1, high);
        }

        return DateTimeOffset.FromUnixTimeMilliseconds(low);
    }

    private static Task<(long Id, long Time)> ReadAsync(DbConnection connection, string sql, long time, CancellationToken cancellationToken) =>
        connection.QueryFirstOrDefaultAsync<(long Id, long Time)>(new CommandDefinition(sql, new { time }, cancellationToken: cancellationToken));
}
