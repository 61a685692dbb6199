using BusQStash.Store.Engines.Postgres;

namespace BusQStash.Store.Delays.Postgres;

/// <summary>Writes due rows in the transactions of other changes.</summary>
internal static class DueRows
{
    private const string Upsert =
        $"""
        insert into due (token, due_at, kind, stamp)
        select token, due_at, {DueKindSql.Message}, nextval('due_stamp') from unnest($1::text[], $2::bigint[]) as r(token, due_at) order by token
        on conflict (token) do update set due_at = excluded.due_at, stamp = excluded.stamp
        """;

    private const string DeleteMessages = $"delete from due where token = any($1) and kind = {DueKindSql.Message}";

    private const string PullLanes =
        """
        update due set due_at = $2, stamp = nextval('due_stamp')
        where token in (select token from due where token = any($1) and due_at > $2 order by token for update)
        """;

    /// <summary>Makes messages due at the given times; existing rows are replaced.</summary>
    public static void AddMessages(StatementBatch batch, string[] messageIds, long[] dueAt)
    {
        if (messageIds.Length > 0)
        {
            batch.Add(Upsert, messageIds, dueAt);
        }
    }

    /// <summary>Deletes the due rows of messages.</summary>
    public static void AddRemoval(StatementBatch batch, string[] messageIds)
    {
        if (messageIds.Length > 0)
        {
            batch.Add(DeleteMessages, messageIds);
        }
    }

    /// <summary>Makes parked lanes due now.</summary>
    public static void AddPull(StatementBatch batch, IEnumerable<string> queueNames, long now) =>
        batch.Add(PullLanes, queueNames.Select(DueRow.LaneToken).ToArray(), now);
}
