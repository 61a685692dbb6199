using Npgsql;

namespace BusQStash.Store.Queues.Postgres;

/// <summary>Reads a lane's status from a query result.</summary>
internal static class LaneStatusRow
{
    /// <summary>Columns to select from a lane <c>l</c> and its <c>queue q</c>.</summary>
    public const string Columns =
        "l.name, l.epoch, q.parallelism, q.paused, q.signal, q.canceled_through, q.steps_aside, q.awaits_callbacks, q.next_seq - 1";

    public static LaneStatus Read(NpgsqlDataReader row) => new(
        new LaneEpoch(row.GetString(0), row.GetInt64(1)), row.GetInt32(2), row.GetBoolean(3), row.GetInt64(4), row.GetInt64(5))
    {
        StepsAside = row.GetBoolean(6),
        AwaitsCallbacks = row.GetBoolean(7),
        LastSeq = row.GetInt64(8),
    };
}
