using System.Text.Json;
using BusQStash.Store.Events;
using BusQStash.Store.Messages;
using BusQStash.Store.Outbox;

namespace BusQStash.Store.Sqlite;

/// <summary>Cancels one message inside a transaction. A second time finds it final and changes nothing.</summary>
internal static class SqliteCancellation
{
    /// <summary>Name of the setting that tells when an unordered message was last canceled.</summary>
    public const string LastCancel = "last_cancel";

    public static CanceledMessage? Cancel(SqliteSession session, string messageId, DateTimeOffset now)
    {
        var message = SqliteMessageRow.Find(session, messageId);
        if (message is null || message.IsFinal)
        {
            return null;
        }

        var keepsPlace = message.QueueName is not null && message.OpenCallbacks > 0;
        session.Execute(
            "update message set state = @state, finished_at = @now, claimed_by = null, lane_open = @laneOpen where id = @id",
            MessageState.Canceled,
            now,
            keepsPlace,
            messageId);
        SqliteDueRows.Remove(session, messageId);
        SqliteEvents.Write(session, messageId, now, EventState.CancelRequested);
        SqliteEvents.Write(session, messageId, now, EventState.Canceled);

        var announcement = Announcement(session, message, now);
        SqliteOutbox.Put(session, [announcement], now);

        var woken = message.QueueName is { } queueName ? Mark(session, queueName, message.Seq, now) : MarkUnordered(session, message, now);
        return new CanceledMessage(messageId, woken?.QueueName, woken?.Shard, announcement);
    }

    private static OutboxEntry Announcement(SqliteSession session, SqliteMessageRow message, DateTimeOffset now)
    {
        var spec = session.Query("select spec from payload where message_id = @id", row => row.GetFieldValue<byte[]>(0), message.Id)[0];
        return OutcomeEvents.Canceled(
            message.Id,
            JsonSerializer.Deserialize(spec, LedgerJson.Default.MessageSpec)!,
            DateTimeOffset.FromUnixTimeMilliseconds(message.CreatedAt),
            now);
    }

    private static WokenLane Mark(SqliteSession session, string queueName, long seq, DateTimeOffset now)
    {
        session.Execute("update queue set canceled_through = max(canceled_through, @seq) where name = @name", seq, queueName);
        return new WokenLane(queueName, SqliteQueueRows.Wake(session, queueName, now));
    }

    private static WokenLane? MarkUnordered(SqliteSession session, SqliteMessageRow message, DateTimeOffset now)
    {
        session.Execute(
            """
            insert into setting (name, value) values (@name, @now)
            on conflict (name) do update set value = max(cast(value as integer), cast(excluded.value as integer))
            """,
            LastCancel,
            now.ToUnixTimeMilliseconds());
        return SqliteParents.CallbackEnded(session, message.ParentId, now);
    }
}
