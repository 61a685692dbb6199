using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.FlowControl;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using Npgsql;

namespace BusQStash.Store.Delays.Postgres;

/// <summary>Due rows in PostgreSQL.</summary>
internal sealed class PostgresDueItems(
    NpgsqlDataSource dataSource, LedgerTransactions transactions, InstanceIdentity identity, FlowSignal signal) : IDueItems
{
    private const string Next = "select due_at from due order by due_at limit 1";

    private const string Return =
        """
        update due d set due_at = $3, stamp = nextval('due_stamp')
        from unnest($1::text[], $2::bigint[]) as r(token, stamp)
        where d.token = r.token and d.stamp = r.stamp
        """;

    private const string Schedule =
        $"""
        insert into due (token, due_at, kind, stamp, address, content_type, headers, body)
        values ($1, $2, {DueKindSql.Bus}, nextval('due_stamp'), $3, $4, nullif($5, ''), $6)
        on conflict (token) do update
        set due_at = excluded.due_at, stamp = excluded.stamp, address = excluded.address, content_type = excluded.content_type,
            headers = excluded.headers, body = excluded.body
        """;

    private const string Cancel = $"delete from due where token = $1 and kind = {DueKindSql.Bus}";

    // A message is locked before its due row, in the lock order of settling: so it either still waits for this claim or has changed before.
    private const string LockMessages = "select 1 from message where id = any($1) order by id for no key update";

    // The origin is no longer responsible for the message, because its command has been confirmed.
    private const string Complete =
        $"""
        with gone as (
            delete from due d using unnest($1::text[], $2::bigint[], $3::integer[]) as r(token, stamp, attempts)
            where d.token = r.token and d.stamp = r.stamp
            returning d.token, d.kind, r.attempts)
        update message m set state = {MessageStateSql.Ready}, origin_number = 0
        from gone
        where gone.kind = {DueKindSql.Message} and m.id = gone.token and m.attempts = gone.attempts and m.state in {MessageStateSql.Timed}
        """;

    public async Task<IReadOnlyList<DueItem>> ClaimAsync(
        DateTimeOffset now, int max, TimeSpan hold, CancellationToken cancellationToken)
    {
        var (items, entered) = await transactions.RunAsync(
            async (transaction, token) =>
            {
                var claim = new DueClaim(transaction.Connection, identity.Number);
                return (await claim.RunAsync(now, max, hold, token), claim.HasEntered);
            },
            cancellationToken);
        if (entered)
        {
            signal.Raise();
        }

        return items;
    }

    public Task CompleteAsync(IReadOnlyCollection<DueItem> items, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async (transaction, token) =>
            {
                await using var batch = new StatementBatch(transaction.Connection);
                batch.Add(LockMessages, Tokens([.. items.OfType<DueItem.Message>()]));
                batch.Add(Complete, Tokens(items), Stamps(items), items.Select(AttemptsOf).ToArray());
                await batch.ExecuteAsync(token);
                return items.Count;
            },
            cancellationToken);

    public Task ReturnAsync(IReadOnlyCollection<DueItem> items, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            (transaction, token) => transaction.Connection.ExecuteAsync(
                Return, [Tokens(items), Stamps(items), dueAt.ToUnixTimeMilliseconds()], token),
            cancellationToken);

    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ListAsync(Next, [], row => row.Time(0), cancellationToken) is [var next] ? next : null;
    }

    public async Task ScheduleAsync(string token, DateTimeOffset dueAt, ScheduledBusMessage message, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            Schedule,
            [token, dueAt.ToUnixTimeMilliseconds(), message.Destination, message.ContentType, message.HeadersJson ?? "", message.Body],
            cancellationToken);
    }

    public async Task<bool> CancelAsync(string token, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(Cancel, [token], cancellationToken) > 0;
    }

    private static string[] Tokens(IReadOnlyCollection<DueItem> items) => [.. items.Select(item => item.Token)];

    private static long[] Stamps(IReadOnlyCollection<DueItem> items) => [.. items.Select(item => item.Stamp)];

    private static int AttemptsOf(DueItem item) => item is DueItem.Message { Stored: var stored } ? stored.Attempts : 0;
}
