using BusQStash.Store.Delays.Postgres;
using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.Instances;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BusQStash.Store.Messages.Postgres;

/// <summary>Claims, checks and defers attempts of unordered messages for many callers at once.</summary>
internal sealed class AttemptWriter(
    [FromKeyedServices(PostgresDataSource.HotPath)] LedgerTransactions transactions, NpgsqlDataSource dataSource, InstanceIdentity identity)
{
    // Messages are always locked in the order of their ids, which avoids deadlocks.
    private const string Lock =
        "select 1 from message m join unnest($1::text[]) as r(id) on m.id = r.id order by m.id for no key update of m";

    private const string Claim =
        $"""
        update message m set state = {MessageStateSql.Active}, claimed_by = $3
        from unnest($1::text[], $2::integer[]) as r(id, attempt)
        where m.id = r.id and m.attempts = r.attempt and m.state in {MessageStateSql.Claimable} and m.queue_name is null
        returning m.id, m.attempts
        """;

    private const string FindOpen =
        $"""
        select m.id, m.attempts
        from message m join unnest($1::text[], $2::integer[]) as r(id, attempt) on m.id = r.id
        where m.attempts = r.attempt and m.state < {MessageStateSql.FirstFinal} and m.queue_name is null
        """;

    // From here on the due row brings the message back, so its origin is no longer responsible for its command.
    private const string Defer =
        $"""
        update message m set state = {MessageStateSql.Scheduled}, claimed_by = null, not_before = r.due_at, origin_number = 0
        from unnest($1::text[], $2::integer[], $3::bigint[]) as r(id, attempt, due_at)
        where m.id = r.id and m.attempts = r.attempt and m.state < {MessageStateSql.FirstFinal} and m.queue_name is null
        returning m.id, m.attempts
        """;

    /// <summary>Grants a claim that is requested twice once, to the first caller.</summary>
    public async Task<IReadOnlyList<bool>> ClaimAsync(IReadOnlyList<AttemptKey> attempts, CancellationToken cancellationToken)
    {
        var granted = await transactions.RunAsync(
            (transaction, token) => ChangeAsync(transaction, Claim, [.. attempts.Distinct()], [identity.Number], token), cancellationToken);
        return [.. attempts.Select(granted.Remove)];
    }

    public async Task<IReadOnlyList<bool>> FindOpenAsync(IReadOnlyList<AttemptKey> attempts, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var open = await connection.ListAsync(FindOpen, [Ids(attempts), Numbers(attempts)], Read, cancellationToken);
        return [.. attempts.Select(open.ToHashSet().Contains)];
    }

    public Task<IReadOnlyList<bool>> DeferAsync(IReadOnlyList<Deferral> deferrals, CancellationToken cancellationToken) =>
        transactions.RunAsync((transaction, token) => DeferAsync(transaction, deferrals, token), cancellationToken);

    private static async Task<IReadOnlyList<bool>> DeferAsync(
        LedgerTransaction transaction, IReadOnlyList<Deferral> deferrals, CancellationToken cancellationToken)
    {
        // If the same attempt is deferred twice, the later request wins.
        var dueAt = new Dictionary<AttemptKey, long>();
        foreach (var (key, due) in deferrals)
        {
            dueAt[key] = due;
        }

        var deferred = await ChangeAsync(transaction, Defer, [.. dueAt.Keys], [dueAt.Values.ToArray()], cancellationToken);
        AttemptKey[] rows = [.. deferred];
        await using var batch = new StatementBatch(transaction.Connection);
        DueRows.AddMessages(batch, Ids(rows), Array.ConvertAll(rows, row => dueAt[row]));
        await batch.ExecuteAsync(cancellationToken);
        return [.. deferrals.Select(deferral => deferred.Contains(deferral.Key))];
    }

    private static async Task<HashSet<AttemptKey>> ChangeAsync(
        LedgerTransaction transaction, string sql, AttemptKey[] attempts, object[] values, CancellationToken cancellationToken)
    {
        await using var batch = new StatementBatch(transaction.Connection);
        batch.Add(Lock, Ids(attempts));
        batch.Add(sql, Ids(attempts), [Numbers(attempts), .. values]);
        await using var reader = await batch.ReadAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return [.. await reader.ToListAsync(Read, cancellationToken)];
    }

    private static AttemptKey Read(NpgsqlDataReader row) => new(row.GetString(0), row.GetInt32(1));

    private static string[] Ids(IEnumerable<AttemptKey> attempts) => [.. attempts.Select(attempt => attempt.MessageId)];

    private static int[] Numbers(IEnumerable<AttemptKey> attempts) => [.. attempts.Select(attempt => attempt.Attempt)];
}
