using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Messages.Sqlite;

namespace BusQStash.Store.FlowControl.Sqlite;

/// <summary>Grants permits inside a transaction; <see cref="FlowPlan"/> decides. The single writer serves as the lock.</summary>
internal sealed class SqliteFlowRound(SqliteFlowRows rows, InstanceIdentity instance, TimeProvider clock)
{
    public IReadOnlyList<FlowGrant> Run(SqliteSession session, FlowAsk ask)
    {
        var room = new FlowRoom(ask.Unordered, ask.Attempts);
        var grants = new List<FlowGrant>();
        foreach (var key in session.Query(
            $"select {SqliteFlowRows.KeyColumns} from flow_key k where wake_at <= @now order by wake_at limit @max",
            rows.ReadKey,
            clock.GetUtcNow(),
            ask.MaxKeys))
        {
            var decision = new FlowPlan(key, ask).Decide(
                ReadLine(session, key.Key), entry => IsWaiting(session, entry.MessageId), instance.Number, room);
            session.Execute(
                """
                update flow_key set window_started_at = @started, window_count = @count, window_lag = @lag, wake_at = @wakeAt where key = @key
                """,
                decision.WindowStartedAt,
                decision.WindowCount,
                decision.WindowLag,
                decision.WakeAt,
                key.Key);
            grants.AddRange(decision.Granted.Select(entry => Grant(session, key.Key, entry, decision)));
        }

        return grants;
    }

    private FlowGrant Grant(SqliteSession session, string key, FlowLineEntry entry, FlowDecision decision)
    {
        var number = SqliteFlowRows.NextPlace(session);
        session.Execute("delete from flow_wait where message_id = @id", entry.MessageId);
        session.Execute(
            """
            insert or replace into flow_permit (message_id, key, number, holder, place, ticket, opened)
            values (@id, @key, @number, @me, @place, @ticket, @opened)
            """,
            entry.MessageId,
            key,
            number,
            instance.Number,
            entry.Place,
            entry.Ticket,
            decision.Opened);
        var permit = new FlowPermit(entry.MessageId, key, number);
        if (!entry.IsUnordered)
        {
            return decision.GrantOf(entry, permit, null);
        }

        session.Execute(
            "update message set state = @active, claimed_by = @me where id = @id", MessageState.Active, instance.Number, entry.MessageId);
        return decision.GrantOf(entry, permit, SqliteStoredMessages.Find(session, entry.MessageId));
    }

    private static List<FlowLineEntry> ReadLine(SqliteSession session, string key) => session.Query(
        "select message_id, place, holder, ticket from flow_wait where key = @key order by place limit @max",
        row => new FlowLineEntry(
            row.GetString(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetInt32(2), row.IsDBNull(3) ? null : row.GetInt64(3)),
        key,
        FlowPlan.MaxRead);

    private static bool IsWaiting(SqliteSession session, string messageId) =>
        session.Number("select 1 from message where id = @id and state = @waiting", messageId, MessageState.Waiting) is not null;
}
