using BusQStash.Store.Engines.Sqlite;

namespace BusQStash.Store.Delays.Sqlite;

/// <summary>Writes due rows. Every write gives the row a new stamp, so that a process with an earlier claim cannot complete it.</summary>
internal static class SqliteDueRows
{
    public static long NextStamp(SqliteSession session) => session.NextNumber("due_stamp");

    public static void Put(SqliteSession session, string token, int kind, long dueAt) =>
        session.Execute(
            """
            insert into due (token, kind, due_at, stamp) values (@token, @kind, @dueAt, @stamp)
            on conflict (token) do update set kind = excluded.kind, due_at = excluded.due_at, stamp = excluded.stamp
            """,
            token,
            kind,
            dueAt,
            NextStamp(session));

    public static void Remove(SqliteSession session, string token) => session.Execute("delete from due where token = @token", token);

    /// <summary>Makes a parked lane due now; a lane that is not parked is left unchanged.</summary>
    public static void PullLane(SqliteSession session, string queueName, DateTimeOffset now) =>
        session.Execute(
            "update due set due_at = @now, stamp = @stamp where token = @token and due_at > @now",
            now,
            NextStamp(session),
            DueRow.LaneToken(queueName));
}
