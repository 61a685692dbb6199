using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.Instances;
using BusQStash.Store.Instances.Sqlite;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.FlowControl.Sqlite;

/// <summary>Lines and permits on SQLite.</summary>
internal sealed class SqliteFlowGrants(
    SqliteDatabase database, SqliteWriter writer, SqliteFlowRows rows, InstanceIdentity instance, FlowSignal signal, TimeProvider clock)
    : IFlowGrants
{
    private readonly SqliteFlowRound _round = new(rows, instance, clock);
    private readonly SqliteFlowReturns _returns = new(rows, instance);

    public async Task<TimeSpan?> NextAsync(CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        var next = await connection.ExecuteScalarAsync<long?>("select min(wake_at) from flow_key where wake_at is not null", null, cancellationToken);
        return next is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) - clock.GetUtcNow() : null;
    }

    public Task<IReadOnlyList<FlowGrant>> GrantAsync(FlowAsk ask, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => _round.Run(session, ask), cancellationToken);

    public async Task ReleaseAsync(IReadOnlyCollection<FlowPermit> permits, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(session => permits.Sum(permit => _returns.Release(session, permit)), cancellationToken);
        signal.Raise();
    }

    public async Task PutBackAsync(IReadOnlyCollection<FlowPutBack> putBacks, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(session => _returns.PutBack(session, putBacks), cancellationToken);
        signal.Raise();
    }

    public async Task EnterAsync(IReadOnlyCollection<LanePermitRequest> requests, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(session => requests.Sum(request => Enter(session, request)), cancellationToken);
        signal.Raise();
    }

    public Task WithdrawAsync(IReadOnlyCollection<LanePermitRequest> requests, CancellationToken cancellationToken) => writer.WriteAsync(
        session => requests.Sum(request => session.Execute(
            "delete from flow_wait where message_id = @id and ticket = @ticket and holder = @me", request.MessageId, request.Ticket, instance.Number)),
        cancellationToken);

    public Task<int> ReleaseHolderAsync(int number, TimeSpan age, CancellationToken cancellationToken) => writer.WriteAsync(
        session => SqliteInstances.IsAlive(session, number, clock.GetUtcNow(), age) ? 0 : _returns.ReleaseHolder(session, number),
        cancellationToken);

    public async Task<IReadOnlyList<FlowPermit>> ListHeldAsync(CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        var rows = await connection.QueryAsync<(string Id, string Key, long Number)>(
            "select message_id, key, number from flow_permit where holder = @me", new { me = instance.Number }, cancellationToken);
        return [.. rows.Select(row => new FlowPermit(row.Id, row.Key, row.Number))];
    }

    public async Task<IReadOnlyList<int>> ListLostHoldersAsync(CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        var holders = await connection.QueryAsync<int>(
            "select distinct holder from flow_permit p where not exists (select 1 from instance i where i.number = p.holder)",
            null,
            cancellationToken);
        return holders.AsList();
    }

    private int Enter(SqliteSession session, LanePermitRequest request)
    {
        rows.Use(session, request.Spec);
        session.Execute("delete from flow_permit where message_id = @id", request.MessageId);
        return session.Execute(
            """
            insert into flow_wait (message_id, key, place, holder, ticket) values (@id, @key, @place, @me, @ticket)
            on conflict (message_id) do update set holder = excluded.holder, ticket = excluded.ticket
            """,
            request.MessageId,
            request.Spec.Key,
            SqliteFlowRows.NextPlace(session),
            instance.Number,
            request.Ticket);
    }
}
