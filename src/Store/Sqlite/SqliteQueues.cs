using BusQStash.Store.Delays;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using Dapper;

namespace BusQStash.Store.Sqlite;

/// <summary>QStash queues on SQLite.</summary>
internal sealed class SqliteQueues(SqliteDatabase database, SqliteWriter writer, SqliteQueueRows rows) : IQueues
{
    /// <summary>Messages one step of a deletion cancels: a queue with a million of them must not hold up the only writer.</summary>
    private const int DeletionStep = 500;

    private const string Select = $"""
        select q.name as Name, q.parallelism as Parallelism, q.paused as Paused, q.created_at as CreatedAt, q.updated_at as UpdatedAt,
               q.shard as Shard, q.steps_aside as StepsAside, q.awaits_callbacks as AwaitsCallbacks,
               (select count(*) from message m where m.queue_name = q.name and m.lane_open and m.state < {MessageStateSql.FirstFinal}) as Lag
        from queue q
        """;

    public async Task<QueueInfo> UpsertAsync(string name, QueueChange change, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(
            session =>
            {
                rows.Ensure(session, name, now);
                return Change(session, name, change, now);
            },
            cancellationToken);
        return await ReadChangedAsync(name, cancellationToken);
    }

    public Task<QueueInfo> SetPausedAsync(string name, bool paused, DateTimeOffset now, CancellationToken cancellationToken) =>
        UpsertAsync(name, new QueueChange(Paused: paused), now, cancellationToken);

    public async Task<QueueInfo?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        var row = await connection.QuerySingleOrDefaultAsync<SqliteQueueInfoRow>(
            new CommandDefinition($"{Select} where q.name = @name", new { name }, cancellationToken: cancellationToken));
        return row?.ToInfo();
    }

    public async Task<IReadOnlyList<QueueInfo>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        var found = await connection.QueryAsync<SqliteQueueInfoRow>(
            new CommandDefinition($"{Select} order by q.name", cancellationToken: cancellationToken));
        return [.. found.Select(row => row.ToInfo())];
    }

    public async Task<QueueInfo?> DeleteAsync(string name, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is not { } queue)
        {
            return null;
        }

        // A death between two steps leaves a queue with fewer messages; its deletion was not answered and is asked for again.
        while (!await writer.WriteAsync(session => DeleteStep(session, queue, now), cancellationToken))
        {
        }

        return queue;
    }

    public async Task<IReadOnlyList<string>> ListRemovedAsync(DateTimeOffset deletedBefore, CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        var names = await connection.QueryAsync<string>(new CommandDefinition(
            "select name from removed_queue where removed_at <= @time order by removed_at, name",
            new { time = deletedBefore.ToUnixTimeMilliseconds() },
            cancellationToken: cancellationToken));
        return names.AsList();
    }

    public Task ForgetRemovedAsync(string name, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => session.Execute("delete from removed_queue where name = @name", name), cancellationToken);

    private static int Change(SqliteSession session, string name, QueueChange change, DateTimeOffset now)
    {
        session.Execute(
            """
            update queue
            set parallelism = coalesce(@parallelism, parallelism), paused = coalesce(@paused, paused),
                steps_aside = coalesce(@stepsAside, steps_aside), awaits_callbacks = coalesce(@awaitsCallbacks, awaits_callbacks), updated_at = @now
            where name = @name
            """,
            change.Parallelism,
            change.Paused,
            change.StepsAside,
            change.AwaitsCallbacks,
            now,
            name);

        // Waking a lane that finds nothing to do is harmless, so every change wakes it: more parallelism helps a parked lane as resuming does.
        var wakes = new LaneWakes();
        wakes.Add(name);
        return SqliteQueueRows.Wake(session, wakes, now).Count;
    }

    /// <summary>Cancels some of the messages; with the last of them goes the queue, and true is returned.</summary>
    private static bool DeleteStep(SqliteSession session, QueueInfo queue, DateTimeOffset now)
    {
        var messages = session.Query(
            "select id from message where queue_name = @name and lane_open and state < @final order by seq limit @max",
            row => row.GetString(0),
            queue.Name,
            MessageState.Delivered,
            DeletionStep);
        SqliteCancellation.Cancel(session, messages, now);
        if (messages.Count == DeletionStep)
        {
            return false;
        }

        // Final messages that wait for their callbacks give up their places; the places of a queue made anew are all higher.
        session.Execute("update message set lane_open = 0 where queue_name = @name and lane_open", queue.Name);
        session.Execute("delete from lane where name = @name", queue.Name);
        SqliteDueRows.Remove(session, DueRow.LaneToken(queue.Name));
        if (session.Execute("delete from queue where name = @name", queue.Name) == 1 && queue.Shard is null)
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

    private async Task<QueueInfo> ReadChangedAsync(string name, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken)
        ?? throw new InvalidOperationException($"The queue '{name}' was deleted while it was being changed.");
}
