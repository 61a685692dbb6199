using System.Diagnostics;
using BusQStash.Store.Sql;
using BusQStash.Store.Startup;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace BusQStash.Store.Instances;

/// <summary>Facts about current problems in SQL common to both engines, except each engine's own version and size.</summary>
internal sealed class SqlServerViews([FromKeyedServices(ReadPool.Key)] IConnectionSource connections, StoreKind kind) : IServerViews
{
    private const int MostKeys = 200;
    private const int CountedPerKey = 1_000;

    public async Task<LedgerFacts> LedgerAsync(CancellationToken cancellationToken)
    {
        var version = kind == StoreKind.Postgres ? "select current_setting('server_version')" : "select sqlite_version()";
        await using var connection = await connections.OpenAsync(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        await connection.ExecuteScalarAsync<int>("select 1", null, cancellationToken);
        var ping = Stopwatch.GetElapsedTime(started);
        return new LedgerFacts(await connection.ExecuteScalarAsync<string>(version, null, cancellationToken) ?? "", Math.Round(ping.TotalMilliseconds, 2));
    }

    public Task<long> LedgerBytesAsync(CancellationToken cancellationToken) => connections.ExecuteScalarAsync<long>(
        kind == StoreKind.Postgres
            ? "select pg_database_size(current_database())"
            : "select c.page_count * s.page_size from pragma_page_count() c, pragma_page_size() s",
        null,
        cancellationToken);

    public async Task<LateWork> LateAsync(long dueBefore, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var (count, oldest) = await connection.QuerySingleAsync<(int, long?)>(new CommandDefinition(
            "select count(*), min(due_at) from (select due_at from due where due_at < @dueBefore order by due_at limit @limit) d",
            new { dueBefore, limit },
            cancellationToken: cancellationToken));
        return new LateWork(count, oldest);
    }

    public async Task<IReadOnlyList<FailingSchedule>> FailingSchedulesAsync(int limit, CancellationToken cancellationToken)
    {
        var rows = await connections.QueryAsync<(string Id, string Error, long? LastAt)>(
            "select schedule_id, error, last_at from schedule where error is not null and paused = 0 order by schedule_id limit @limit",
            new { limit },
            cancellationToken);
        return [.. rows.Select(row => new FailingSchedule(row.Id, row.Error, row.LastAt))];
    }

    public async Task<PausedSchedules> PausedSchedulesAsync(int limit, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var (count, first) = await connection.QuerySingleAsync<(int, string?)>(new CommandDefinition(
            "select count(*), min(schedule_id) from (select schedule_id from schedule where paused = 1 order by schedule_id limit @limit) s",
            new { limit },
            cancellationToken: cancellationToken));
        return new PausedSchedules(count, first);
    }

    public async Task<IReadOnlyList<WaitingKey>> WaitingAsync(long since, int limit, CancellationToken cancellationToken)
    {
        var rows = await connections.QueryAsync<(string Key, int Count, long? OldestAt, int Paused)>(
            """
            select k.key, (select count(*) from (select 1 from flow_wait o where o.key = k.key limit @counted) o),
                   (select m.not_before from flow_wait w join message m on m.id = w.message_id where w.key = k.key order by w.place limit 1),
                   case when k.paused then 1 else 0 end
            from (select distinct key from flow_wait limit @most) w join flow_key k on k.key = w.key
            """,
            new { counted = CountedPerKey, most = MostKeys },
            cancellationToken);
        return
        [
            .. rows.Where(row => row.OldestAt < since)
                .OrderBy(row => row.OldestAt)
                .Take(limit)
                .Select(row => new WaitingKey(row.Key, row.Count, row.OldestAt!.Value, row.Paused != 0)),
        ];
    }
}
