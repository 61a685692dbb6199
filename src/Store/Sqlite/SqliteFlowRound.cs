using BusQStash.Store.FlowControl;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using Microsoft.Data.Sqlite;

namespace BusQStash.Store.Sqlite;

/// <summary>Grants permits inside a transaction; <see cref="FlowPlan"/> decides. The one writer is the lock.</summary>
internal sealed class SqliteFlowRound(InstanceIdentity instance, TimeProvider clock)
{
    public IReadOnlyList<FlowGrant> Run(SqliteSession session, FlowAsk ask)
    {
        var room = new FlowRoom(ask.Unordered, ask.Attempts);
        var grants = new List<FlowGrant>();
        foreach (var key in session.Query(
            """
            select key, parallelism, rate, period_seconds, paused, window_started_at, window_count,
                   (select count(*) from flow_permit p where p.key = k.key), window_lag
            from flow_key k where wake_at <= @now order by wake_at limit @max
            """,
            ReadKey,
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

    private FlowKeyState ReadKey(SqliteDataReader row) => new()
    {
        Key = row.GetString(0),
        Parallelism = row.IsDBNull(1) ? null : row.GetInt32(1),
        Rate = row.IsDBNull(2) ? null : row.GetInt32(2),
        PeriodSeconds = row.GetInt32(3),
        Paused = row.GetBoolean(4),
        WindowStartedAt = row.GetInt64(5),
        WindowCount = row.GetInt32(6),
        Permits = row.GetInt32(7),
        WindowLag = row.GetInt32(8),
        Now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
    };
}
