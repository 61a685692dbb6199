using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.Instances;
using Npgsql;

namespace BusQStash.Store.FlowControl.Postgres;

/// <summary>Lines and permits in PostgreSQL.</summary>
internal sealed class PostgresFlowGrants(
    NpgsqlDataSource dataSource, LedgerTransactions transactions, InstanceIdentity identity, FlowSignal signal) : IFlowGrants
{
    private const string Next =
        $"select wake_at - {DatabaseClock.Now} from flow_key where wake_at is not null order by wake_at limit 1";

    private const string Release =
        "delete from flow_permit p using unnest($1::text[], $2::bigint[]) as r(id, number) where p.message_id = r.id and p.number = r.number";

    private const string GiveBackOlder = "delete from flow_permit where message_id = any($1)";

    private const string Enter =
        """
        insert into flow_wait as w (message_id, key, place, holder, ticket)
        select id, key, nextval('flow_place'), $4, ticket
        from (select * from unnest($1::text[], $2::text[], $3::bigint[]) with ordinality as r(id, key, ticket, n) order by n) as r
        on conflict (message_id) do update set holder = excluded.holder, ticket = excluded.ticket
        """;

    private const string Withdraw =
        """
        delete from flow_wait w using unnest($1::text[], $2::bigint[]) as r(id, ticket)
        where w.message_id = r.id and w.ticket = r.ticket and w.holder = $3
        """;

    private const string Held = "select message_id, key, number from flow_permit where holder = $1";

    private const string LostHolders =
        "select distinct holder from flow_permit p where not exists (select 1 from instance i where i.number = p.holder)";

    public async Task<TimeSpan?> NextAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ListAsync(Next, [], row => row.GetInt64(0), cancellationToken) is [var wait]
            ? TimeSpan.FromMilliseconds(wait)
            : null;
    }

    public Task<IReadOnlyList<FlowGrant>> GrantAsync(FlowAsk ask, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            (transaction, token) => new FlowRound(transaction.Connection, identity.Number, ask).RunAsync(token), cancellationToken);

    public async Task ReleaseAsync(IReadOnlyCollection<FlowPermit> permits, CancellationToken cancellationToken)
    {
        await transactions.RunAsync(
            async (transaction, token) =>
            {
                await using var batch = new StatementBatch(transaction.Connection);
                string[] keys = [.. permits.Select(permit => permit.Key).Distinct()];
                FlowRows.AddLock(batch, keys);
                batch.Add(Release, permits.Select(permit => permit.MessageId).ToArray(), permits.Select(permit => permit.Number).ToArray());
                FlowRows.AddWake(batch, keys);
                await batch.ExecuteAsync(token);
                return true;
            },
            cancellationToken);
        signal.Raise();
    }

    public async Task PutBackAsync(IReadOnlyCollection<FlowPutBack> putBacks, CancellationToken cancellationToken)
    {
        await transactions.RunAsync(
            async (transaction, token) =>
            {
                await new FlowReturns(transaction.Connection, identity.Number).RunAsync(putBacks, token);
                return true;
            },
            cancellationToken);
        signal.Raise();
    }

    public async Task EnterAsync(IReadOnlyCollection<LanePermitRequest> requests, CancellationToken cancellationToken)
    {
        await transactions.RunAsync(
            async (transaction, token) =>
            {
                string[] ids = [.. requests.Select(request => request.MessageId)];
                string[] keys = [.. requests.Select(request => request.Spec.Key)];
                await using var batch = new StatementBatch(transaction.Connection);
                FlowRows.AddLock(batch, keys.Distinct());
                FlowRows.AddUse(batch, [.. requests.Select(request => request.Spec)]);
                batch.Add(GiveBackOlder, ids);
                batch.Add(Enter, ids, keys, requests.Select(request => request.Ticket).ToArray(), identity.Number);
                await batch.ExecuteAsync(token);
                return true;
            },
            cancellationToken);
        signal.Raise();
    }

    public async Task WithdrawAsync(IReadOnlyCollection<LanePermitRequest> requests, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            Withdraw,
            [requests.Select(request => request.MessageId).ToArray(), requests.Select(request => request.Ticket).ToArray(), identity.Number],
            cancellationToken);
    }

    public Task<int> ReleaseHolderAsync(int number, TimeSpan age, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            (transaction, token) => new FlowHolderRelease(transaction.Connection, number, age).RunAsync(token), cancellationToken);

    public async Task<IReadOnlyList<FlowPermit>> ListHeldAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ListAsync(
            Held, [identity.Number], row => new FlowPermit(row.GetString(0), row.GetString(1), row.GetInt64(2)), cancellationToken);
    }

    public async Task<IReadOnlyList<int>> ListLostHoldersAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ListAsync(LostHolders, [], row => row.GetInt32(0), cancellationToken);
    }
}
