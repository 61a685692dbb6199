using BusQStash.Store.Engines.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BusQStash.Store.Instances.Postgres;

/// <summary>Instances in PostgreSQL.</summary>
internal sealed class PostgresInstances(
    NpgsqlDataSource dataSource,
    [FromKeyedServices(PostgresDataSource.Heartbeat)] NpgsqlDataSource heartbeat,
    PostgresPools pools,
    InstanceIdentity identity,
    TimeProvider time) : IInstances
{
    private const string Register =
        $"""
        insert into instance (kind, started_at, heartbeat_at) values ($1, {DatabaseClock.Now}, {DatabaseClock.Now}) returning number
        """;

    private const string Beat =
        $"""
        insert into instance as i (number, kind, started_at, heartbeat_at, watermark, slow, session) overriding system value
        values ($1, $2, {DatabaseClock.Now}, {DatabaseClock.Now}, $3, $4, case when $5 then pg_backend_pid() end)
        on conflict (number) do update set
            kind = excluded.kind, heartbeat_at = excluded.heartbeat_at, slow = excluded.slow, watermark = greatest(i.watermark, excluded.watermark),
            session = excluded.session
        """;

    private const string ListWorkers =
        $"""
        with w as (select number, slow from instance where kind & 2 <> 0 and not leaving and heartbeat_at > {DatabaseClock.Now} - $1)
        select number from w where not slow or not exists (select 1 from w other where not other.slow) order by number
        """;

    // A session that began after the last heartbeat has only the same number. PostgreSQL hides the start of other users' sessions; these count as the same.
    private const string IsDisconnected =
        $"""
        heartbeat_at > {DatabaseClock.Now} - $2 and session is not null and not exists (
            select 1 from pg_stat_activity a
            where a.pid = i.session and (a.backend_start is null or extract(epoch from a.backend_start) * 1000 <= i.heartbeat_at + 1))
        """;

    private const string ListDisconnected = $"select number from instance i where number <> $1 and {IsDisconnected} order by number";

    private const string GiveUp =
        $"""
        with gone as (update instance i set heartbeat_at = {DatabaseClock.Now} - $2 where number = $1 and {IsDisconnected} returning number),
        released as (update lane set lease_until = 0 from gone where lane.holder = gone.number and lane.lease_until > 0 returning 1)
        select (select count(*) from released) from gone
        """;

    private const string ListDead =
        $"select number, watermark from instance where number <> $1 and heartbeat_at < {DatabaseClock.Now} - $2 order by number";

    private const string Forget = $"delete from instance where number = $1 and heartbeat_at <= {DatabaseClock.Now} - $2";

    private readonly LinkSpeed _speed = new();

    public async Task RegisterAsync(InstanceKind kind, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var numbers = await connection.ListAsync(Register, [(short)kind], row => row.GetInt32(0), cancellationToken);
        identity.Assign(numbers.Single());
    }

    public async Task BeatAsync(InstanceKind kind, long watermark, CancellationToken cancellationToken)
    {
        await using var connection = await heartbeat.OpenConnectionAsync(cancellationToken);
        var asked = time.GetTimestamp();
        try
        {
            await connection.ExecuteAsync(Beat, [identity.Number, (short)kind, watermark, _speed.IsSlow, identity.IsWatched], cancellationToken);
        }
        catch (PostgresException exception) when (PostgresErrors.IsReadOnly(exception))
        {
            // Writing sessions notice a failover, but a session that only reads would continue to use the old primary. Every process sends heartbeats, so this check covers them.
            pools.LetGo();
            throw;
        }

        _speed.Note(time.GetElapsedTime(asked));
    }

    public async Task<IReadOnlyList<int>> ListWorkersAsync(TimeSpan maxAge, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ListAsync(ListWorkers, [(long)maxAge.TotalMilliseconds], row => row.GetInt32(0), cancellationToken);
    }

    public Task LeaveAsync(CancellationToken cancellationToken) =>
        ExecuteAsync("update instance set leaving = true where number = $1", [identity.Number], cancellationToken);

    public Task EndAsync(CancellationToken cancellationToken) =>
        ExecuteAsync("update instance set heartbeat_at = 0 where number = $1", [identity.Number], cancellationToken);

    public async Task<IReadOnlyList<int>> ListDisconnectedAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ListAsync(ListDisconnected, [identity.Number, (long)age.TotalMilliseconds], row => row.GetInt32(0), cancellationToken);
    }

    public async Task<int?> GiveUpAsync(int number, TimeSpan age, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var released = await connection.ListAsync(GiveUp, [number, (long)age.TotalMilliseconds], row => (int?)row.GetInt64(0), cancellationToken);
        return released.SingleOrDefault();
    }

    public async Task<IReadOnlyList<DeadInstance>> ListDeadAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ListAsync(
            ListDead,
            [identity.Number, (long)age.TotalMilliseconds],
            row => new DeadInstance(row.GetInt32(0), row.GetInt64(1)),
            cancellationToken);
    }

    public async Task<bool> ForgetAsync(int number, TimeSpan age, CancellationToken cancellationToken) =>
        await ExecuteAsync(Forget, [number, (long)age.TotalMilliseconds], cancellationToken) > 0;

    private async Task<int> ExecuteAsync(string sql, object[] values, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(sql, values, cancellationToken);
    }
}
