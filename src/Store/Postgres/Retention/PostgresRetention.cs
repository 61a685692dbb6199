using BusQStash.Store.Retention;
using Npgsql;

namespace BusQStash.Store.Postgres.Retention;

/// <summary>Retention in PostgreSQL.</summary>
/// <remarks>Each step is one statement; rows that somebody else is forgetting at the same time are left to them.</remarks>
internal sealed class PostgresRetention(NpgsqlDataSource dataSource, LedgerTransactions transactions) : IRetention
{
    // The message and what goes with it.
    private static readonly string[] Forget =
    [
        "delete from payload where message_id = any($1)",
        "delete from event where message_id = any($1)",
        "delete from event_label where message_id = any($1)",
        "delete from due where token = any($1) and kind = 0",
        "delete from dead_letter where message_id = any($1)",
        "delete from message where id = any($1)",
    ];

    // A failed message stays as long as its dead letter. One that holds a place in its lane still waits for callbacks.
    private const string Finished =
        """
        select id from message m
        where finished_at < $1 and not lane_open
          and (state in (10, 12) or not exists (select 1 from dead_letter d where d.message_id = m.id))
        order by finished_at limit $2 for update skip locked
        """;

    private const string DeadLetters =
        """
        select m.id from dead_letter d join message m on m.id = d.message_id
        where d.failed_at < $1 and not m.lane_open
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
