using System.Text.Json;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Delays.Sqlite;
using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.Events.Sqlite;
using BusQStash.Store.FlowControl.Sqlite;
using BusQStash.Store.Outbox.Sqlite;
using BusQStash.Store.Queues.Sqlite;

namespace BusQStash.Store.Messages.Sqlite;

/// <summary>Cancels messages inside a transaction; <see cref="CancelPlan"/> decides what changes. A repeat finds them final and changes nothing.</summary>
internal static class SqliteCancellation
{
    /// <summary>Name of the setting that stores when an unordered message was last canceled.</summary>
    public const string LastCancel = "last_cancel";

    public static IReadOnlyList<CanceledMessage?> Cancel(SqliteSession session, IReadOnlyList<string> messageIds, DateTimeOffset now)
    {
        var plan = new CancelPlan(
            [.. messageIds.Select(id => new CancelItem(id, now))],
            SqliteHeldMessages.Read(session, messageIds));
        plan.Decide();

        SqliteHeldMessages.Write(session, plan.Changed);
        SqliteEvents.Write(session, plan.Events);
        RememberUnordered(session, plan.Unordered, now);
        SqliteFlowRows.Leave(session, plan.Flowing);
        foreach (var item in plan.Written)
        {
            SqliteDeduplication.Free(session, item.MessageId, DeduplicationFreeing.Cancel);
        }

        var shards = SqliteQueueRows.Wake(session, plan.Wakes, now);
        var specs = plan.Written.ToDictionary(item => item.MessageId, item => ReadSpec(session, item.MessageId), StringComparer.Ordinal);

        var canceled = plan.Conclude(specs, shards);
        SqliteOutbox.Put(session, canceled.OfType<CanceledMessage>().Select(message => message.Announcement), now);
        return canceled;
    }

    private static void RememberUnordered(SqliteSession session, IReadOnlyList<CancelItem> unordered, DateTimeOffset now)
    {
        if (unordered.Count == 0)
        {
            return;
        }

        foreach (var item in unordered)
        {
            SqliteDueRows.Remove(session, item.MessageId);
        }

        session.Execute(
            """
            insert into setting (name, value) values (@name, @now)
            on conflict (name) do update set value = max(cast(value as integer), cast(excluded.value as integer))
            """,
            LastCancel,
            now);
    }

    private static MessageSpec ReadSpec(SqliteSession session, string messageId)
    {
        var spec = session.Query("select spec from payload where message_id = @id", row => row.GetFieldValue<byte[]>(0), messageId)[0];
        return JsonSerializer.Deserialize(spec, LedgerJson.Default.MessageSpec)!;
    }
}
