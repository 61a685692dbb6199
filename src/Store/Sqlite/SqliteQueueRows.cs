using BusQStash.Store.Queues;
using BusQStash.Store.Startup;
using Microsoft.Extensions.Options;

namespace BusQStash.Store.Sqlite;

/// <summary>The rows of queues as accepting, settling and canceling touch them.</summary>
internal sealed class SqliteQueueRows(IOptions<StoreOptions> options)
{
    /// <summary>The next place in a queue, which is made when it is new.</summary>
    public (long Seq, int? Shard, long Signal) TakePlace(SqliteSession session, string name, DateTimeOffset now)
    {
        Ensure(session, name, now);
        return session.Query(
            "update queue set next_seq = next_seq + 1 where name = @name returning next_seq - 1, shard, signal",
            row => (row.GetInt64(0), row.IsDBNull(1) ? (int?)null : row.GetInt32(1), row.GetInt64(2)),
            name)[0];
    }

    /// <summary>Makes a queue that is not there yet.</summary>
    public void Ensure(SqliteSession session, string name, DateTimeOffset now)
    {
        if (session.Number("select 1 from queue where name = @name", name) is not null)
        {
            return;
        }

        var dedicated = session.Number("select count(*) from queue where shard is null");
        session.Execute(
            """
            insert into queue (name, created_at, updated_at, next_seq, shard) values (@name, @now, @now, @now * 1000000, @shard)
            """,
            name,
            now,
            dedicated < options.Value.DedicatedQueues ? null : LaneShards.Of(name));

        // Its broker queue, if the name had one before, is wanted again.
        session.Execute("delete from removed_queue where name = @name", name);
    }

    /// <summary>Tells the owners of lanes to look again, and ends the parking of the lanes; returns their shards.</summary>
    public static Dictionary<string, int?> Wake(SqliteSession session, LaneWakes wakes, DateTimeOffset now)
    {
        var shards = new Dictionary<string, int?>(StringComparer.Ordinal);
        foreach (var (name, canceledThrough) in wakes.CanceledThrough)
        {
            SqliteDueRows.PullLane(session, name, now);
            shards[name] = (int?)session.Number(
                """
                update queue set signal = signal + 1, canceled_through = max(canceled_through, @seq) where name = @name returning shard
                """,
                canceledThrough,
                name);
        }

        return shards;
    }
}
