using BusQStash.Store.FlowControl;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;

namespace BusQStash.Store.Sqlite;

/// <summary>Takes permits back inside a transaction. One that is gone was taken back before, and nothing follows from it.</summary>
internal sealed class SqliteFlowReturns(SqliteFlowRows rows, InstanceIdentity instance, TimeProvider clock)
{
    public int Release(SqliteSession session, FlowPermit permit)
    {
        rows.Wake(session, permit.Key, TimeSpan.Zero);
        return session.Execute("delete from flow_permit where message_id = @id and number = @number", permit.MessageId, permit.Number);
    }

    /// <summary>The message stands where it stood, unless it was canceled or settled meanwhile.</summary>
    public int PutBack(SqliteSession session, FlowPutBack putBack)
    {
        var (messageId, key, number) = putBack.Permit;
        var taken = session.Query(
            "delete from flow_permit where message_id = @id and number = @number returning place, ticket, opened",
            row => (Place: row.GetInt64(0), Ticket: row.IsDBNull(1) ? (long?)null : row.GetInt64(1), Opened: row.GetBoolean(2)),
            messageId,
            number);
        rows.Wake(session, key, putBack.LookIn);
        if (taken is not [var (place, ticket, opened)])
        {
            return 0;
        }

        if (opened && !putBack.Started)
        {
            // The window whose opening start was not made begins with the first of the others, and nobody knows when: the key rests for a period from when
            // the last of them may be used.
            session.Execute(
                """
                update flow_key
                set window_count = max(window_count, rate),
                    window_lag = max(
                        window_lag,
                        min(@now - window_started_at + @longest, period_seconds * 1000),
                        min(@now - window_started_at, 2147483647))
                where key = @key and rate is not null and window_started_at > 0
                """,
                clock.GetUtcNow(),
                FlowPlan.LongestStart,
                key);
        }

        if (ticket is null && !Unclaim(session, messageId, instance.Number))
        {
            return 0;
        }

        return session.Execute(
            """
            insert into flow_wait (message_id, key, place, holder, ticket) values (@id, @key, @place, @holder, @ticket)
            on conflict (message_id) do nothing
            """,
            messageId,
            key,
            place,
            ticket is null ? null : instance.Number,
            ticket);
    }

    /// <summary>Takes away all that a dead process held.</summary>
    public int ReleaseHolder(SqliteSession session, int holder)
    {
        var messages = session.Query(
            """
            select m.id, coalesce(p.place, 0) from message m left join flow_permit p on p.message_id = m.id and p.holder = @holder
            where m.claimed_by = @holder and m.state = @active and m.flow_key is not null order by p.place is null, p.place, m.id
            """,
            row => (Id: row.GetString(0), Place: row.GetInt64(1)),
            holder,
            MessageState.Active);
        foreach (var key in session.Query(
            "select key from flow_permit where holder = @holder union select key from flow_wait where holder = @holder",
            row => row.GetString(0),
            holder))
        {
            rows.Wake(session, key, TimeSpan.Zero);
        }

        session.Execute("delete from flow_permit where holder = @holder", holder);
        session.Execute("delete from flow_wait where holder = @holder", holder);
        foreach (var (id, place) in messages)
        {
            Stand(session, id, place, holder);
        }

        return messages.Count;
    }

    private void Stand(SqliteSession session, string messageId, long place, int holder)
    {
        var spec = SqliteStoredMessages.Find(session, messageId)!.Spec.FlowControl!;
        Unclaim(session, messageId, holder);
        rows.Use(session, spec);
        session.Execute(
            "insert into flow_wait (message_id, key, place) values (@id, @key, @place) on conflict (message_id) do nothing",
            messageId,
            spec.Key,
            place > 0 ? place : SqliteFlowRows.NextPlace(session));
    }

    private static bool Unclaim(SqliteSession session, string messageId, int holder) => session.Execute(
        """
        update message set state = @waiting, claimed_by = null, origin_number = 0
        where id = @id and state = @active and claimed_by = @holder
        """,
        MessageState.Waiting,
        messageId,
        MessageState.Active,
        holder) == 1;
}
