using BusQStash.Store.Delays;
using BusQStash.Store.Delays.Sqlite;
using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Sql;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BusQStash.Store.Queues.Sqlite;

/// <summary>Leases and contents of lanes on SQLite.</summary>
internal sealed class SqliteLanes(SqliteDatabase database, SqliteWriter writer, InstanceIdentity instance, TimeProvider clock) : ILanes
{
    private const string HeldLane = $"""
        select l.name, l.epoch, q.parallelism, q.paused, q.signal, q.canceled_through, q.steps_aside, q.awaits_callbacks, q.next_seq - 1
        from lane l join queue q on q.name = l.name
        where l.name = @name and l.epoch = @epoch and {LanePlan.IsHeld}
        """;

    public Task<IReadOnlyList<LaneStatus>> TakeAsync(
        IReadOnlyCollection<string> queueNames, TimeSpan lease, CancellationToken cancellationToken) =>
        writer.WriteAsync<IReadOnlyList<LaneStatus>>(
            session => [.. queueNames.Select(name => Take(session, name, lease)).OfType<LaneStatus>()],
            cancellationToken);

    public Task<IReadOnlyList<LaneStatus>> RenewAsync(
        IReadOnlyCollection<LaneEpoch> lanes, TimeSpan lease, CancellationToken cancellationToken) =>
        writer.WriteAsync<IReadOnlyList<LaneStatus>>(
            session =>
            {
                var until = clock.GetUtcNow() + lease;
                foreach (var lane in lanes)
                {
                    session.Execute(
                        $"update lane as l set lease_until = @until where name = @name and epoch = @epoch and {LanePlan.IsHeld}",
                        until,
                        lane.QueueName,
                        lane.Epoch);
                }

                return [.. lanes.Select(lane => session.First(HeldLane, ReadStatus, lane.QueueName, lane.Epoch)).OfType<LaneStatus>()];
            },
            cancellationToken);

    public async Task<IReadOnlyList<LaneStatus>> LookAsync(IReadOnlyCollection<LaneEpoch> lanes, CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        await using var command = connection.CreateCommand();
        command.CommandText = HeldLane;
        var name = command.Parameters.Add("@name", SqliteType.Text);
        var epoch = command.Parameters.Add("@epoch", SqliteType.Integer);
        var held = new List<LaneStatus>();
        foreach (var lane in lanes)
        {
            (name.Value, epoch.Value) = (lane.QueueName, lane.Epoch);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            if (await reader.ReadAsync(cancellationToken))
            {
                held.Add(ReadStatus(reader));
            }
        }

        return held;
    }

    public Task ReleaseAsync(IReadOnlyCollection<LaneEpoch> lanes, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => lanes.Count(lane => Release(session, lane)), cancellationToken);

    public Task<bool> ParkAsync(LaneEpoch lane, long signal, DateTimeOffset wakeAt, CancellationToken cancellationToken) => writer.WriteAsync(
        session =>
        {
            var current = session.First(HeldLane, ReadStatus, lane.QueueName, lane.Epoch);
            if (current is null || current.Signal != signal)
            {
                return false;
            }

            SqliteDueRows.Put(session, DueRow.LaneToken(lane.QueueName), DueRow.LaneKind, wakeAt.ToUnixTimeMilliseconds());
            return Release(session, lane);
        },
        cancellationToken);

    public async Task<IReadOnlyList<OpenMessage>> ReadOpenAsync(string queueName, long fromSeq, int max, CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        var rows = await connection.QueryAsync<(string Id, long Seq, long State, long Attempts, long NotBefore, long CreatedAt)>(
            """
            select id, seq, state, attempts, not_before, created_at from message
            where queue_name = @queueName and seq >= @fromSeq and lane_open
            order by seq limit @max
            """,
            new { queueName, fromSeq, max },
            cancellationToken);
        return [.. rows.Select(row => new OpenMessage(
            row.Id,
            row.Seq,
            (MessageState)row.State,
            (int)row.Attempts,
            DateTimeOffset.FromUnixTimeMilliseconds(row.NotBefore),
            DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt)))];
    }

    public async Task<IReadOnlyList<LaneWithWork>> FindUnattendedAsync(TimeSpan leaseLeft, int max, CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();

        // In random order, so that a lane that no worker takes does not hide the others.
        var rows = await connection.QueryAsync<(string Name, long? Shard)>(
            $"""
            select q.name, q.shard from queue q left join lane l on l.name = q.name
            where coalesce(l.lease_until, 0) <= @leaseUntil and {LanePlan.NeedsWorker}
            order by random() limit @max
            """,
            new { leaseUntil = (clock.GetUtcNow() + leaseLeft).ToUnixTimeMilliseconds(), max },
            cancellationToken);
        return [.. rows.Select(row => new LaneWithWork(row.Name, (int?)row.Shard))];
    }

    private LaneStatus? Take(SqliteSession session, string queueName, TimeSpan lease)
    {
        var now = clock.GetUtcNow();
        if (session.Number("select 1 from queue where name = @name", queueName) is null
            || session.Number("select 1 from lane where name = @name and lease_until > @now", queueName, now) is not null)
        {
            return null;
        }

        var epoch = session.NextNumber("lane_epoch");
        session.Execute(
            """
            insert into lane (name, epoch, holder, lease_until) values (@name, @epoch, @holder, @until)
            on conflict (name) do update
            set epoch = excluded.epoch, holder = excluded.holder, lease_until = excluded.lease_until
            """,
            queueName,
            epoch,
            instance.Number,
            now + lease);
        SqliteDueRows.Remove(session, DueRow.LaneToken(queueName));
        return session.First(HeldLane, ReadStatus, queueName, epoch);
    }

    private static bool Release(SqliteSession session, LaneEpoch lane) =>
        session.Execute("update lane set lease_until = 0 where name = @name and epoch = @epoch", lane.QueueName, lane.Epoch) > 0;

    private static LaneStatus ReadStatus(SqliteDataReader row) => new(
        new LaneEpoch(row.GetString(0), row.GetInt64(1)),
        row.GetInt32(2),
        row.GetBoolean(3),
        row.GetInt64(4),
        row.GetInt64(5))
    {
        StepsAside = row.GetBoolean(6),
        AwaitsCallbacks = row.GetBoolean(7),
        LastSeq = row.GetInt64(8),
    };
}
