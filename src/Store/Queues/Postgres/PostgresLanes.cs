using BusQStash.Store.Delays;
using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.Messages;
using Npgsql;

namespace BusQStash.Store.Queues.Postgres;

/// <summary>Lanes in PostgreSQL.</summary>
internal sealed class PostgresLanes(NpgsqlDataSource dataSource, LedgerTransactions transactions, LaneTaking taking) : ILanes
{
    private const string Held =
        $"""
        held as (
            select l.name from lane l join unnest($1::text[], $2::bigint[]) as r(name, epoch) on l.name = r.name and l.epoch = r.epoch
            where {LanePlan.IsHeld}
            order by l.name for update of l)
        """;

    private const string Renew =
        $"""
        with {Held},
        renewed as (
            update lane set lease_until = {DatabaseClock.Now} + $3 from held where lane.name = held.name returning lane.name, lane.epoch)
        select {LaneStatusRow.Columns} from renewed l join queue q on q.name = l.name
        """;

    private const string Look =
        $"""
        select {LaneStatusRow.Columns}
        from lane l join unnest($1::text[], $2::bigint[]) as r(name, epoch) on l.name = r.name and l.epoch = r.epoch
        join queue q on q.name = l.name
        where {LanePlan.IsHeld}
        """;

    private const string Release = $"with {Held} update lane set lease_until = 0 from held where lane.name = held.name";

    // A transaction that bumps the signal either committed before, and the lane is not parked, or waits for this lock and then finds the due row.
    private const string LockSignal = "select 1 from queue where name = $1 and signal = $2 for share";

    private const string GiveUp = $"update lane l set lease_until = 0 where name = $1 and epoch = $2 and {LanePlan.IsHeld}";

    private const string Park =
        $"""
        insert into due (token, due_at, kind, stamp) values ($1, $2, {DueKindSql.Lane}, nextval('due_stamp'))
        on conflict (token) do update set due_at = excluded.due_at, stamp = excluded.stamp
        """;

    private const string ReadOpen =
        """
        select id, seq, state, attempts, not_before, created_at from message
        where queue_name = $1 and lane_open and seq >= $2 order by seq limit $3
        """;

    // In random order, so that no lane is always left out when more lanes match than were requested.
    private const string FindUnattended =
        $"""
        select q.name, q.shard
        from queue q left join lane l on l.name = q.name
        where coalesce(l.lease_until, 0) <= {DatabaseClock.Now} + $1 and {LanePlan.NeedsWorker}
        order by random() limit $2
        """;

    public Task<IReadOnlyList<LaneStatus>> TakeAsync(
        IReadOnlyCollection<string> queueNames, TimeSpan lease, CancellationToken cancellationToken) =>
        taking.TakeAsync([.. queueNames], lease, cancellationToken);

    public Task<IReadOnlyList<LaneStatus>> RenewAsync(
        IReadOnlyCollection<LaneEpoch> lanes, TimeSpan lease, CancellationToken cancellationToken) =>
        transactions.RunAsync<IReadOnlyList<LaneStatus>>(
            async (transaction, token) => await transaction.Connection.ListAsync(
                Renew, [Names(lanes), Epochs(lanes), (long)lease.TotalMilliseconds], LaneStatusRow.Read, token),
            cancellationToken);

    public async Task<IReadOnlyList<LaneStatus>> LookAsync(IReadOnlyCollection<LaneEpoch> lanes, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ListAsync(Look, [Names(lanes), Epochs(lanes)], LaneStatusRow.Read, cancellationToken);
    }

    public Task ReleaseAsync(IReadOnlyCollection<LaneEpoch> lanes, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            (transaction, token) => transaction.Connection.ExecuteAsync(Release, [Names(lanes), Epochs(lanes)], token), cancellationToken);

    public Task<bool> ParkAsync(LaneEpoch lane, long signal, DateTimeOffset wakeAt, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async (transaction, token) =>
            {
                var connection = transaction.Connection;
                var same = await connection.ListAsync(LockSignal, [lane.QueueName, signal], row => row.GetInt32(0), token);
                if (same.Count == 0 || await connection.ExecuteAsync(GiveUp, [lane.QueueName, lane.Epoch], token) == 0)
                {
                    return false;
                }

                await connection.ExecuteAsync(Park, [DueRow.LaneToken(lane.QueueName), wakeAt.ToUnixTimeMilliseconds()], token);
                return true;
            },
            cancellationToken);

    public async Task<IReadOnlyList<OpenMessage>> ReadOpenAsync(
        string queueName, long fromSeq, int max, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ListAsync(ReadOpen, [queueName, fromSeq, max], ReadMessage, cancellationToken);
    }

    public async Task<IReadOnlyList<LaneWithWork>> FindUnattendedAsync(TimeSpan leaseLeft, int max, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ListAsync(
            FindUnattended,
            [(long)leaseLeft.TotalMilliseconds, max],
            row => new LaneWithWork(row.GetString(0), row.IntOrNull(1)),
            cancellationToken);
    }

    private static OpenMessage ReadMessage(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt64(1), (MessageState)row.GetInt16(2), row.GetInt32(3), row.Time(4), row.Time(5));

    private static string[] Names(IReadOnlyCollection<LaneEpoch> lanes) => [.. lanes.Select(lane => lane.QueueName)];

    private static long[] Epochs(IReadOnlyCollection<LaneEpoch> lanes) => [.. lanes.Select(lane => lane.Epoch)];
}
