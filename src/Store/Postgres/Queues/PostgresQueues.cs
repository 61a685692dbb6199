using BusQStash.Store.Messages;
using BusQStash.Store.Postgres.Delays;
using BusQStash.Store.Queues;
using BusQStash.Store.Startup;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BusQStash.Store.Postgres.Queues;

/// <summary>Queues in PostgreSQL.</summary>
internal sealed class PostgresQueues(
    NpgsqlDataSource dataSource, LedgerTransactions transactions, IOptions<StoreOptions> options) : IQueues
{
    private const string Select =
        $"""
        select q.name, q.parallelism, q.paused,
               (select count(*) from message m where m.queue_name = q.name and m.lane_open and m.state < {MessageStateSql.FirstFinal}),
               q.created_at, q.updated_at, q.shard, q.steps_aside, q.awaits_callbacks
        from queue q
        """;

    private const string Lock = "select 1 from queue where name = $1 for update";

    private const string Update =
        """
        update queue
        set parallelism = case when $2 = 0 then parallelism else $2 end,
            paused = case $3 when 'true' then true when 'false' then false else paused end,
            steps_aside = case $4 when 'true' then true when 'false' then false else steps_aside end,
            awaits_callbacks = case $5 when 'true' then true when 'false' then false else awaits_callbacks end,
            updated_at = $6,
            signal = signal + 1
        where name = $1
        """;

    // One that was made anew has its broker queue again, unless it went to a shard this time.
    private const string Removed =
        """
        select name from removed_queue r
        where removed_at <= $1 and not exists (select 1 from queue q where q.name = r.name and q.shard is null)
        order by removed_at
        """;

    public Task<QueueInfo> UpsertAsync(
        string name, QueueChange change, DateTimeOffset now, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async (transaction, token) =>
            {
                var connection = transaction.Connection;
                await LockOrCreateAsync(connection, name, now, token);
                await using var batch = new StatementBatch(connection);
                var time = now.ToUnixTimeMilliseconds();
                batch.Add(
                    Update, name, change.Parallelism ?? 0, Flag(change.Paused), Flag(change.StepsAside), Flag(change.AwaitsCallbacks), time);

                // A parked lane that finds nothing to do is harmless, so every change wakes it: more parallelism helps it as resuming does.
                DueRows.AddPull(batch, [name], time);
                await batch.ExecuteAsync(token);
                return (await ReadAsync(connection, " where q.name = $1", [name], token)).Single();
            },
            cancellationToken);

    public Task<QueueInfo> SetPausedAsync(string name, bool paused, DateTimeOffset now, CancellationToken cancellationToken) =>
        UpsertAsync(name, new QueueChange(Paused: paused), now, cancellationToken);

    public async Task<QueueInfo?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return (await ReadAsync(connection, " where q.name = $1", [name], cancellationToken)).SingleOrDefault();
    }

    public async Task<IReadOnlyList<QueueInfo>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await ReadAsync(connection, " order by q.name collate \"C\"", [], cancellationToken);
    }

    public Task<QueueInfo?> DeleteAsync(string name, DateTimeOffset now, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async (transaction, token) =>
            {
                await TryLockAsync(transaction.Connection, name, token);
                var queue = (await ReadAsync(transaction.Connection, " where q.name = $1", [name], token)).SingleOrDefault();
                if (queue is not null)
                {
                    await new QueueDeletion(transaction, name, now).RunAsync(token);
                }

                return queue;
            },
            cancellationToken);

    public async Task<IReadOnlyList<string>> ListRemovedAsync(DateTimeOffset deletedBefore, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ListAsync(Removed, [deletedBefore.ToUnixTimeMilliseconds()], row => row.GetString(0), cancellationToken);
    }

    public async Task ForgetRemovedAsync(string name, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync("delete from removed_queue where name = $1", [name], cancellationToken);
    }

    private async Task LockOrCreateAsync(
        NpgsqlConnection connection, string name, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Goes round again only when somebody deletes the queue between the two statements.
        while (!await TryLockAsync(connection, name, cancellationToken))
        {
            await NewQueues.CreateAsync(
                connection, [name], [now.ToUnixTimeMilliseconds()], options.Value.DedicatedQueues, cancellationToken);
        }
    }

    private static async Task<bool> TryLockAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken) =>
        (await connection.ListAsync(Lock, [name], row => row.GetInt32(0), cancellationToken)).Count > 0;

    private static Task<List<QueueInfo>> ReadAsync(
        NpgsqlConnection connection, string rest, object[] values, CancellationToken cancellationToken) =>
        connection.ListAsync(Select + rest, values, Read, cancellationToken);

    private static QueueInfo Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt32(1), row.GetBoolean(2), row.GetInt64(3), row.Time(4), row.Time(5), row.IntOrNull(6))
    {
        StepsAside = row.GetBoolean(7),
        AwaitsCallbacks = row.GetBoolean(8),
    };

    private static string Flag(bool? value) => value switch { true => "true", false => "false", null => "keep" };
}
