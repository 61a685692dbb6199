using BusQStash.Store.Delays.Postgres;
using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.Queues;
using BusQStash.Store.Queues.Postgres;

namespace BusQStash.Store.Messages.Postgres;

/// <summary>Ends the wait of a message in one transaction.</summary>
internal sealed class RunNowWriter(LedgerTransactions transactions)
{
    private const string Ahead =
        """
        select q.parallelism, q.shard,
               (select count(*) from (
                    select 1 from message m where m.queue_name = q.name and m.lane_open and m.seq < $2 limit q.parallelism) a)
        from queue q where q.name = $1
        """;

    // Updates the next delivery time in the history to the new due time.
    private const string Replan = "update event set next_delivery_at = $2 where message_id = $1 and next_delivery_at > $2";

    public Task<RunNowOutcome> WriteAsync(string messageId, DateTimeOffset now, CancellationToken cancellationToken) =>
        transactions.RunAsync((transaction, token) => RunAsync(transaction, messageId, now.ToUnixTimeMilliseconds(), token), cancellationToken);

    private static async Task<RunNowOutcome> RunAsync(LedgerTransaction transaction, string messageId, long now, CancellationToken cancellationToken)
    {
        var message = await LockAsync(transaction, messageId, cancellationToken);
        var (parallelism, shard, ahead) = message?.QueueName is { } name
            ? await PlaceAsync(transaction, name, message.Seq, cancellationToken)
            : (1, null, 0);
        var status = RunNowPlan.Decide(message, ahead, parallelism, now);
        if (status != RunNowStatus.DueNow)
        {
            return new RunNowOutcome(status);
        }

        await using var batch = new StatementBatch(transaction.Connection);
        MessageRows.AddUpdate(batch, [message!]);
        batch.Add(Replan, messageId, now);
        var wakes = new LaneWakes();
        if (message!.QueueName is { } queueName)
        {
            wakes.Add(queueName);
        }
        else
        {
            DueRows.AddMessages(batch, [messageId], [now]);
        }

        LaneWakeRows.Add(batch, wakes, now);
        await batch.ExecuteAsync(cancellationToken);
        return new RunNowOutcome(status, message.QueueName, shard);
    }

    private static async Task<HeldMessage?> LockAsync(LedgerTransaction transaction, string messageId, CancellationToken cancellationToken)
    {
        await using var batch = new StatementBatch(transaction.Connection);
        MessageRows.AddLock(batch, [messageId]);
        await using var reader = await batch.ReadAsync(cancellationToken);
        var held = await reader.ToListAsync(MessageRows.Read, cancellationToken);
        return held.Find(message => message.Id == messageId);
    }

    private static async Task<(int Parallelism, int? Shard, long Ahead)> PlaceAsync(
        LedgerTransaction transaction, string queueName, long seq, CancellationToken cancellationToken)
    {
        var rows = await transaction.Connection.ListAsync(
            Ahead, [queueName, seq], row => (row.GetInt32(0), row.IntOrNull(1), row.GetInt64(2)), cancellationToken);
        return rows is [var place] ? place : (1, null, 0);
    }
}
