using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Instances.Sqlite;

/// <summary>The single process that uses an SQLite ledger, and those that used it before.</summary>
internal sealed class SqliteInstances(SqliteDatabase database, SqliteWriter writer, InstanceIdentity identity, TimeProvider clock) : IInstances
{
    public async Task RegisterAsync(InstanceKind kind, CancellationToken cancellationToken)
    {
        var number = await writer.WriteAsync(
            session =>
            {
                // The lock file proves that no other process is alive, so everything held by earlier processes is free without waiting for their leases.
                session.Execute("update instance set heartbeat_at = 0");
                session.Execute("update lane set lease_until = 0");
                session.Execute("delete from exclusive_role");
                return session.Number(
                    "insert into instance (kind, started_at, heartbeat_at) values (@kind, @now, @now) returning number",
                    kind,
                    clock.GetUtcNow());
            },
            cancellationToken);
        identity.Assign((int)number!.Value);
    }

    public Task BeatAsync(InstanceKind kind, long watermark, CancellationToken cancellationToken) => writer.WriteAsync(
        session => session.Execute(
            """
            insert into instance as i (number, kind, started_at, heartbeat_at, watermark) values (@number, @kind, @now, @now, @watermark)
            on conflict (number) do update
            set kind = excluded.kind, heartbeat_at = excluded.heartbeat_at, watermark = max(i.watermark, excluded.watermark)
            """,
            identity.Number,
            kind,
            clock.GetUtcNow(),
            watermark),
        cancellationToken);

    public async Task<IReadOnlyList<int>> ListWorkersAsync(TimeSpan maxAge, CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        var numbers = await connection.QueryAsync<int>(
            "select number from instance where kind & @worker <> 0 and heartbeat_at > @time and not leaving order by number",
            new { worker = (int)InstanceKind.Worker, time = (clock.GetUtcNow() - maxAge).ToUnixTimeMilliseconds() },
            cancellationToken);
        return numbers.AsList();
    }

    public Task LeaveAsync(CancellationToken cancellationToken) => writer.WriteAsync(
        session => session.Execute("update instance set leaving = 1 where number = @number", identity.Number),
        cancellationToken);

    public Task EndAsync(CancellationToken cancellationToken) => writer.WriteAsync(
        session => session.Execute("update instance set heartbeat_at = 0 where number = @number", identity.Number),
        cancellationToken);

    public Task<IReadOnlyList<int>> ListDisconnectedAsync(TimeSpan age, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<int>>([]);

    public Task<int?> GiveUpAsync(int number, TimeSpan age, CancellationToken cancellationToken) => Task.FromResult<int?>(null);

    public async Task<IReadOnlyList<DeadInstance>> ListDeadAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        var rows = await connection.QueryAsync<(long Number, long Watermark)>(
            "select number, watermark from instance where heartbeat_at < @time and number <> @me order by number",
            new { time = (clock.GetUtcNow() - age).ToUnixTimeMilliseconds(), me = identity.Number },
            cancellationToken);
        return [.. rows.Select(row => new DeadInstance((int)row.Number, row.Watermark))];
    }

    public async Task<bool> ForgetAsync(int number, TimeSpan age, CancellationToken cancellationToken) =>
        await writer.WriteAsync(
            session => session.Execute("delete from instance where number = @number and heartbeat_at <= @time", number, clock.GetUtcNow() - age),
            cancellationToken) > 0;

    /// <summary>Whether a process's heartbeat is younger than <paramref name="age"/>; checked inside the transaction that releases what the process holds.</summary>
    public static bool IsAlive(SqliteSession session, int number, DateTimeOffset now, TimeSpan age) =>
        session.Number("select count(*) from instance where number = @number and heartbeat_at > @time", number, now - age) > 0;
}
