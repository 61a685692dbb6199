using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.Messages;
using BusQStash.Store.Startup;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BusQStash.Store.Queues.Postgres;

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
        "update queue set parallelism = $2, paused = $3, steps_aside = $4, awaits_callbacks = $5, updated_at = $6 where name = $1";

    private const string Removed = $"select name from removed_queue r where removed_at <= $1 and {QueuePlan.IsUnused} order by removed_at, name collate \"C\"";

    public Task<QueueInfo> UpsertAsync(
        string name, QueueChange change, DateTimeOffset now, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async (transaction, token) =>
            {
                var connection = transaction.Connection;
                await LockOrCreateAsync(connection, name, now, token);
                var queue = QueuePlan.Change((await ReadAsync(connection, " where q.name = $1", [name], token)).Single(), change, now);
                await using var batch = new StatementBatch(connection);
                var time = now.ToUnixTimeMilliseconds();
                batch.Add(Update, name, queue.Parallelism, queue.Paused, queue.StepsAside, queue.AwaitsCallbacks, time);
                LaneWakeRows.Add(batch, QueuePlan.Wakes(name), time);
                await batch.ExecuteAsync(token);
                return queue;
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
                    await new QueueDeletion(transaction, queue, now).RunAsync(token);
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
        // Repeats only if the queue is deleted between the two statements.
        while (!await TryLockAsync(connection, name, cancellationToken))
        {
            await NewQueues.CreateAsync(
                connection, [KeyValuePair.Create(name, now.ToUnixTimeMilliseconds())], options.Value.DedicatedQueues, cancellationToken);
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
}
