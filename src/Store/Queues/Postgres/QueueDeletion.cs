using BusQStash.Store.Delays;
using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.Messages;
using BusQStash.Store.Messages.Postgres;

namespace BusQStash.Store.Queues.Postgres;

/// <summary>Deletes a queue whose row is locked.</summary>
/// <remarks>
/// <para>(1) Cancel its unfinished messages.</para>
/// <para>(2) Release the places of finished messages that wait for their callbacks.</para>
/// <para>(3) Remove the queue, its lane (which fences the lane's owner) and its due row; record its broker queue for removal.</para>
/// </remarks>
internal sealed class QueueDeletion(LedgerTransaction transaction, QueueInfo queue, DateTimeOffset now)
{
    // Bounded, because the specs are in memory while the messages are canceled.
    private const int ChunkSize = 1000;

    private const string Unfinished = $"select id from message where queue_name = $1 and {QueuePlan.IsUnfinished} order by seq limit $2";

    private const string LetGo = $"update message set lane_open = false where queue_name = $1 and {QueuePlan.HoldsPlace}";

    private const string Remember =
        """
        insert into removed_queue (name, removed_at) values ($1, $2)
        on conflict (name) do update set removed_at = excluded.removed_at
        """;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await ReadChunkAsync(cancellationToken) is { Count: > 0 } ids) // (1)
        {
            await CancelWriter.CancelAsync(transaction, ids.ConvertAll(id => new CancelItem(id, now)), cancellationToken);
        }

        await using var batch = new StatementBatch(transaction.Connection);
        batch.Add(LetGo, queue.Name); // (2)
        batch.Add("delete from queue where name = $1", queue.Name); // (3)
        batch.Add("delete from lane where name = $1", queue.Name);
        batch.Add("delete from due where token = $1", DueRow.LaneToken(queue.Name));
        if (QueuePlan.LeavesBrokerQueue(queue))
        {
            batch.Add(Remember, queue.Name, now.ToUnixTimeMilliseconds());
        }

        await batch.ExecuteAsync(cancellationToken);
    }

    private Task<List<string>> ReadChunkAsync(CancellationToken cancellationToken) =>
        transaction.Connection.ListAsync(Unfinished, [queue.Name, ChunkSize], row => row.GetString(0), cancellationToken);
}
