using BusQStash.Store.Engines.Postgres;
using Npgsql;

namespace BusQStash.Store.Retention.Postgres;

/// <summary>Retention in PostgreSQL.</summary>
/// <remarks>Each step is one statement; rows that another process is deleting at the same time are skipped.</remarks>
internal sealed class PostgresRetention(NpgsqlDataSource dataSource, LedgerTransactions transactions) : IRetention
{
    private static readonly string[] Forget =
        [.. RetentionPlan.Belongings.Select(part => $"delete from {part.Table} where {part.Column} = any($1){part.And}")];

    private const string Finished =
        $"""
        select id from message m
        where finished_at < $1 and {RetentionPlan.Forgettable}
        order by finished_at limit $2 for update skip locked
        """;

    private const string DeadLetters =
        $"""
        select m.id from dead_letter d join message m on m.id = d.message_id
        where d.failed_at < $1 and {RetentionPlan.HoldsNoPlace}
        order by d.failed_at limit $2 for update of m skip locked
        """;

    private const string Keys =
        """
        delete from deduplication where key in (
            select key from deduplication where expires_at <= $1 order by expires_at limit $2 for update skip locked)
        """;

    public async Task<int> PruneAsync(RetentionLimits limits, int max, CancellationToken cancellationToken) =>
        await PruneMessagesAsync(Finished, limits.FinishedBefore, max, cancellationToken)
        + await PruneMessagesAsync(DeadLetters, limits.DeadLettersBefore, max, cancellationToken)
        + await PruneKeysAsync(limits.Now, max, cancellationToken);

    private Task<int> PruneMessagesAsync(string which, DateTimeOffset before, int max, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async (transaction, token) =>
            {
                var connection = transaction.Connection;
                var ids = await connection.ListAsync(which, [before.ToUnixTimeMilliseconds(), max], row => row.GetString(0), token);
                if (ids.Count > 0)
                {
                    await using var batch = new StatementBatch(connection);
                    foreach (var sql in Forget)
                    {
                        batch.Add(sql, ids.ToArray());
                    }

                    await batch.ExecuteAsync(token);
                }

                return ids.Count;
            },
            cancellationToken);

    private async Task<int> PruneKeysAsync(DateTimeOffset now, int max, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(Keys, [now.ToUnixTimeMilliseconds(), max], cancellationToken);
    }
}
