using BusQStash.Store.Delays;
using BusQStash.Store.Delays.Sqlite;
using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.Queues;
using BusQStash.Store.Queues.Sqlite;

namespace BusQStash.Store.Messages.Sqlite;

/// <summary>Ends the wait of a message inside a transaction.</summary>
internal static class SqliteRunNow
{
    public static RunNowOutcome Run(SqliteSession session, string messageId, DateTimeOffset time)
    {
        var now = time.ToUnixTimeMilliseconds();
        var message = SqliteHeldMessages.Read(session, [messageId]).GetValueOrDefault(messageId);
        var (ahead, parallelism) = message?.QueueName is { } name ? Place(session, name, message.Seq) : (0, 1);
        var status = RunNowPlan.Decide(message, ahead, parallelism, now);
        if (status != RunNowStatus.DueNow)
        {
            return new RunNowOutcome(status);
        }

        SqliteHeldMessages.Write(session, [message!]);

        // Updates the next delivery time in the history to the new due time.
        session.Execute("update event set next_delivery_at = @now where message_id = @id and next_delivery_at > @now", now, messageId);
        if (message!.QueueName is not { } queueName)
        {
            SqliteDueRows.Put(session, messageId, DueRow.MessageKind, now);
            return new RunNowOutcome(status);
        }

        var wakes = new LaneWakes();
        wakes.Add(queueName);
        return new RunNowOutcome(status, queueName, SqliteQueueRows.Wake(session, wakes, time)[queueName]);
    }

    private static (long Ahead, int Parallelism) Place(SqliteSession session, string queueName, long seq) => (
        session.Number("select count(*) from message where queue_name = @name and lane_open and seq < @seq", queueName, seq) ?? 0,
        (int)(session.Number("select parallelism from queue where name = @name", queueName) ?? 1));
}
