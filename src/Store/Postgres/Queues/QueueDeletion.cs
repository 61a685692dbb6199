using BusQStash.Store.Messages;
using BusQStash.Store.Postgres.Messages;

namespace BusQStash.Store.Postgres.Queues;

/// <summary>Deletes a queue whose row is locked.</summary>
/// <remarks>
/// <para>(1) Cancel its unfinished messages. Nobody adds to them: whoever accepts waits for the queue's row and then makes a new queue.</para>
/// <para>(2) Let go of finished ones that wait for their callbacks: there is no lane they could hold up.</para>
/// <para>(3) Remove the queue, its lane (whose owner is fenced by that) and its due row; remember its broker queue.</para>
/// </remarks>
internal sealed class QueueDeletion(LedgerTransaction transaction, string name, DateTimeOffset now)
{
    // Their specs are in memory while they are canceled.
    private const int ChunkSize = 1000;

    private const string Unfinished =
        $"select id from message where queue_name = $1 and lane_open and state < {MessageStateSql.FirstFinal} order by seq limit $2";

    private const string LetGo = "update message set lane_open = false where queue_name = $1 and lane_open";

    private const string Remember =
        """
        insert into removed_queue (name, removed_at) select name, $2 from queue where name = $1 and shard is null
        on conflict (name) do update set removed_at = excluded.removed_at
        """;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await ReadChunkAsync(cancellationToken) is { Count: > 0 } ids) // (1)
        {
            await CancelWriter.CancelAsync(transaction, ids.ConvertAll(id => new CancelItem(id, now)), cancellationToken);
        }

        await using var batch = new StatementBatch(transaction.Connection);
        batch.Add(LetGo, name); // (2)
        batch.Add(Remember, name, now.ToUnixTimeMilliseconds()); // (3)
        batch.Add("delete from queue where name = $1", name);
        batch.Add("delete from lane where name = $1", name);
        batch.Add("delete from due where token = 'lane:' || $1", name);
        await batch.ExecuteAsync(cancellationToken);
    }

    private Task<List<string>> ReadChunkAsync(CancellationToken cancellationToken) =>
        transaction.Connection.ListAsync(Unfinished, [name, ChunkSize], row => row.GetString(0), cancellationToken);
}
