using BusQStash.Store.Delays.Postgres;
using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.FlowControl;
using BusQStash.Store.Messages;
using BusQStash.Store.Messages.Postgres;
using Npgsql;

namespace BusQStash.Store.Instances.Postgres;

/// <summary>Unconfirmed messages and stale claims in PostgreSQL.</summary>
internal sealed class PostgresUnconfirmedMessages(
    NpgsqlDataSource dataSource, LedgerTransactions transactions, TimeProvider time) : IUnconfirmedMessages
{
    private static readonly string Unconfirmed =
        $"""
        select {StoredMessageRow.CommandColumns}, m.origin_number from {StoredMessageRow.Tables}
        where m.origin = $1 and m.origin_number > greatest($2, 0) and m.origin_number <= $3 and m.state = {MessageStateSql.Ready} and m.attempts = 0
        order by m.origin_number limit $4
        """;

    private const string ReadyRanges =
        $"select origin, min(origin_number) - 1, max(origin_number) from message where state = {MessageStateSql.Ready} and origin_number > 0 group by origin";

    private static readonly string Unnumbered =
        $"""
        select {StoredMessageRow.CommandColumns} from {StoredMessageRow.Tables}
        where m.state = {MessageStateSql.Ready} and m.origin_number = 0 and m.queue_name is null and (m.created_at, m.id) > ($1, $2)
        order by m.created_at, m.id limit $3
        """;

    private const string LostClaims =
        $"""
        select distinct claimed_by from message m
        where claimed_by is not null and state = {MessageStateSql.Active} and not exists (select 1 from instance i where i.number = m.claimed_by)
        """;

    private const string Release =
        $"""
        with c as (
            select id from message where claimed_by = $1 and {ReturnPlan.IsPlainClaim} order by created_at, id limit $2 for no key update skip locked)
        update message m set {ReturnPlan.Resent} from c where m.id = c.id
        returning m.id
        """;

    private const string Claims = $"select id, attempts from message where claimed_by = $1 and {ReturnPlan.IsPlainClaim} order by id";

    private const string GiveUp =
        $"""
        update message set {ReturnPlan.Due}, not_before = $4
        where id = $1 and attempts = $2 and claimed_by = $3 and {ReturnPlan.IsPlainClaim} returning id
        """;

    private static readonly string Find = $"select {StoredMessageRow.CommandColumns} from {StoredMessageRow.Tables} where m.id = any($1)";

    public async Task<IReadOnlyList<(long OriginNumber, StoredMessage Message)>> ReadUnconfirmedAsync(
        int origin, long after, long through, int max, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ListAsync(
            Unconfirmed, [origin, after, through, max], row => (row.GetInt64(8), StoredMessageRow.Read(row)), cancellationToken);
    }

    public async Task<IReadOnlyList<CommandRange>> ListReadyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ListAsync(
            ReadyRanges, [], row => new CommandRange(row.GetInt32(0), row.GetInt64(1), row.GetInt64(2)), cancellationToken);
    }

    public async Task<IReadOnlyList<StoredMessage>> ReadUnnumberedAsync(
        (DateTimeOffset CreatedAt, string Id)? after, int max, CancellationToken cancellationToken)
    {
        object[] values = [after?.CreatedAt.ToUnixTimeMilliseconds() ?? long.MinValue, after?.Id ?? "", max];
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ListAsync(Unnumbered, values, StoredMessageRow.Read, cancellationToken);
    }

    public async Task<IReadOnlyList<(string MessageId, int Attempt)>> ListClaimsAsync(int number, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ListAsync(Claims, [number], row => (row.GetString(0), row.GetInt32(1)), cancellationToken);
    }

    public Task<bool> GiveUpClaimAsync(int number, string messageId, int attempt, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async (transaction, token) =>
            {
                var now = time.GetUtcNow().ToUnixTimeMilliseconds();
                var ids = await transaction.Connection.ListAsync(GiveUp, [messageId, attempt, number, now], row => row.GetString(0), token);
                await using var batch = new StatementBatch(transaction.Connection);
                DueRows.AddMessages(batch, [.. ids], [.. ids.Select(_ => now)]);
                await batch.ExecuteAsync(token);
                return ids.Count > 0;
            },
            cancellationToken);

    public async Task<IReadOnlyList<int>> ListLostClaimsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ListAsync(LostClaims, [], row => row.GetInt32(0), cancellationToken);
    }

    public Task<IReadOnlyList<StoredMessage>> ReleaseClaimsAsync(int origin, TimeSpan age, int max, CancellationToken cancellationToken) =>
        transactions.RunAsync<IReadOnlyList<StoredMessage>>(
            async (transaction, token) =>
            {
                if (await Signs.OfLifeAsync(transaction.Connection, origin, age, token))
                {
                    return [];
                }

                var ids = await transaction.Connection.ListAsync(Release, [origin, max], row => row.GetString(0), token);
                var backstop = (time.GetUtcNow() + ReturnPlan.Backstop).ToUnixTimeMilliseconds();
                await using var batch = new StatementBatch(transaction.Connection);
                DueRows.AddMessages(batch, [.. ids], [.. ids.Select(_ => backstop)]);
                await batch.ExecuteAsync(token);
                return ReturnPlan.InOrder(await transaction.Connection.ListAsync(Find, [ids.ToArray()], StoredMessageRow.Read, token));
            },
            cancellationToken);
}
