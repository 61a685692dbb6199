using BusQStash.Store.Engines.Postgres;
using Npgsql;

namespace BusQStash.Store.Messages.Postgres;

/// <summary>Locks message rows and writes them back.</summary>
internal static class MessageRows
{
    // The parents of callbacks are locked in the same statement. Two statements would lock two sorted sets in turn, and two transactions that settle each other's callbacks could
    // deadlock. The parent id never changes, so an old snapshot returns it correctly.
    private const string Lock =
        """
        select id, state, attempts, queue_name, seq, lane_open, open_callbacks, parent_id, claimed_by, created_at, not_before, finished_at,
               last_event_at, flow_key
        from message
        where id = any($1 || array(select parent_id from message where id = any($1) and parent_id is not null))
        order by id
        for no key update
        """;

    private const string Update =
        """
        update message m
        set state = r.state, attempts = r.attempts, lane_open = r.lane_open, open_callbacks = r.open_callbacks,
            claimed_by = r.claimed_by, not_before = coalesce(r.not_before, m.not_before), finished_at = r.finished_at,
            last_event_at = r.last_event_at
        from unnest($1::text[], $2::smallint[], $3::integer[], $4::boolean[], $5::integer[], $6::integer[], $7::bigint[], $8::bigint[],
                    $9::bigint[])
            as r(id, state, attempts, lane_open, open_callbacks, claimed_by, not_before, finished_at, last_event_at)
        where m.id = r.id
        """;

    /// <summary>Adds the lock; its result is read with <see cref="Read"/>.</summary>
    public static void AddLock(StatementBatch batch, IEnumerable<string> ids) => batch.Add(Lock, ids.Distinct().ToArray());

    public static HeldMessage Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetString(0),
        State = (MessageState)row.GetInt16(1),
        Attempts = row.GetInt32(2),
        QueueName = row.TextOrNull(3),
        Seq = row.GetInt64(4),
        LaneOpen = row.GetBoolean(5),
        OpenCallbacks = row.GetInt32(6),
        ParentId = row.TextOrNull(7),
        ClaimedBy = row.IntOrNull(8),
        CreatedAt = row.GetInt64(9),
        NotBefore = row.GetInt64(10),
        FinishedAt = row.LongOrNull(11),
        LastEventAt = row.GetInt64(12),
        FlowKey = row.TextOrNull(13),
    };

    public static void AddUpdate(StatementBatch batch, IEnumerable<HeldMessage> changed)
    {
        HeldMessage[] rows = [.. changed];
        if (rows.Length == 0)
        {
            return;
        }

        batch.Add(
            Update,
            Array.ConvertAll(rows, row => row.Id),
            Array.ConvertAll(rows, row => (short)row.State),
            Array.ConvertAll(rows, row => row.Attempts),
            Array.ConvertAll(rows, row => row.LaneOpen),
            Array.ConvertAll(rows, row => row.OpenCallbacks),
            Array.ConvertAll(rows, row => row.ClaimedBy),
            Array.ConvertAll(rows, row => row.NewNotBefore),
            Array.ConvertAll(rows, row => row.FinishedAt),
            Array.ConvertAll(rows, row => row.LastEventAt));
    }
}
