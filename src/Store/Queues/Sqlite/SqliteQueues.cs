using BusQStash.Store.Delays;
using BusQStash.Store.Delays.Sqlite;
using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.Messages;
using BusQStash.Store.Messages.Sqlite;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Queues.Sqlite;

/// <summary>QStash queues on SQLite.</summary>
internal sealed class SqliteQueues(SqliteDatabase database, SqliteWriter writer, SqliteQueueRows rows) : IQueues
{
    /// <summary>Messages that one step of a deletion cancels, so that a queue with a million messages does not block the single writer.</summary>
    private const int DeletionStep = 500;

    private const string Select = $"""
        select q.name as Name, q.parallelism as Parallelism, q.paused as Paused, q.created_at as CreatedAt, q.updated_at as UpdatedAt,
               q.shard as Shard, q.steps_aside as StepsAside, q.awaits_callbacks as AwaitsCallbacks,
               (select count(*) from message m where m.queue_name = q.name and m.lane_open and m.state < {MessageStateSql.FirstFinal}) as Lag
        from queue q
        """;

    private const string Update =
        """
        update queue set parallelism = @parallelism, paused = @paused, steps_aside = @stepsAside, awaits_callbacks = @awaitsCallbacks, updated_at = @now
        where name = @name
        """;

    public Task<QueueInfo> UpsertAsync(string name, QueueChange change, DateTimeOffset now, CancellationToken cancellationToken) => writer.WriteAsync(
        session =>
        {
            rows.MakeMissing(session, [KeyValuePair.Create(name, now.ToUnixTimeMilliseconds())]);
            var current = session.Connection.QuerySingle<QueueViewRow>($"{Select} where q.name = @name", new { name });
            var queue = QueuePlan.Change(current.ToInfo(current.Lag), change, now);
            session.Execute(Update, queue.Parallelism, queue.Paused, queue.StepsAside, queue.AwaitsCallbacks, now, name);
            SqliteQueueRows.Wake(session, QueuePlan.Wakes(name), now);
            return queue;
        },
        cancellationToken);

    public Task<QueueInfo> SetPausedAsync(string name, bool paused, DateTimeOffset now, CancellationToken cancellationToken) =>
        UpsertAsync(name, new QueueChange(Paused: paused), now, cancellationToken);

    public async Task<QueueInfo?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        var row = await connection.QuerySingleOrDefaultAsync<QueueViewRow>($"{Select} where q.name = @name", new { name }, cancellationToken);
        return row?.ToInfo(row.Lag);
    }

    public async Task<IReadOnlyList<QueueInfo>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        var found = await connection.QueryAsync<QueueViewRow>($"{Select} order by q.name", null, cancellationToken);
        return [.. found.Select(row => row.ToInfo(row.Lag))];
    }

    public async Task<QueueInfo?> DeleteAsync(string name, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is not { } queue)
        {
            return null;
        }

        // If the process dies between two steps, the queue has fewer messages. The deletion was not answered, so its caller retries it.
        while (!await writer.WriteAsync(session => DeleteStep(session, queue, now), cancellationToken))
        {
        }

        return queue;
    }

    public async Task<IReadOnlyList<string>> ListRemovedAsync(DateTimeOffset deletedBefore, CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        var names = await connection.QueryAsync<string>(
            $"select name from removed_queue r where removed_at <= @time and {QueuePlan.IsUnused} order by removed_at, name",
            new { time = deletedBefore.ToUnixTimeMilliseconds() },
            cancellationToken);
        return names.AsList();
    }

    public Task ForgetRemovedAsync(string name, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => session.Execute("delete from removed_queue where name = @name", name), cancellationToken);

    /// <summary>Cancels some of the messages; once none is left, deletes the queue and returns true.</summary>
    private static bool DeleteStep(SqliteSession session, QueueInfo queue, DateTimeOffset now)
    {
        var messages = session.Query(
            $"select id from message where queue_name = @name and {QueuePlan.IsUnfinished} order by seq limit @max",
            row => row.GetString(0),
            queue.Name,
            DeletionStep);
        SqliteCancellation.Cancel(session, messages, now);
        if (messages.Count == DeletionStep)
        {
            return false;
        }

        session.Execute($"update message set lane_open = 0 where queue_name = @name and {QueuePlan.HoldsPlace}", queue.Name);
        session.Execute("delete from lane where name = @name", queue.Name);
        SqliteDueRows.Remove(session, DueRow.LaneToken(queue.Name));
        session.Execute("delete from queue where name = @name", queue.Name);
        if (QueuePlan.LeavesBrokerQueue(queue))
        {
            session.Execute(
                """
                insert into removed_queue (name, removed_at) values (@name, @now)
                on conflict (name) do update set removed_at = excluded.removed_at
                """,
                queue.Name,
                now);
        }

        return true;
    }
}
