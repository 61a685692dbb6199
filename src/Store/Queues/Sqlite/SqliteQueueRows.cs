using BusQStash.Store.Delays.Sqlite;
using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.Startup;
using Microsoft.Extensions.Options;

namespace BusQStash.Store.Queues.Sqlite;

/// <summary>Queue rows, as accepting, settling and canceling use them.</summary>
internal sealed class SqliteQueueRows(IOptions<StoreOptions> options)
{
    private const string Insert =
        "insert into queue (name, created_at, updated_at, next_seq, shard) values (@name, @createdAt, @createdAt, @nextSeq, @shard)";

    /// <summary>The next places of queues; missing queues are created with the given creation times.</summary>
    public Dictionary<string, QueuePlace> Lock(SqliteSession session, IReadOnlyDictionary<string, long> queues)
    {
        MakeMissing(session, queues);
        return queues.Keys.ToDictionary(name => name, name => Find(session, name)!.Value, StringComparer.Ordinal);
    }

    /// <summary>Creates missing queues.</summary>
    public void MakeMissing(SqliteSession session, IEnumerable<KeyValuePair<string, long>> queues)
    {
        if (queues.Where(queue => Find(session, queue.Key) is null).ToArray() is not { Length: > 0 } missing)
        {
            return;
        }

        var dedicated = session.Number("select count(*) from queue where shard is null") ?? 0;
        foreach (var queue in QueuePlan.Make(missing, dedicated, options.Value.DedicatedQueues))
        {
            session.Execute(Insert, queue.Name, queue.CreatedAt, queue.NextSeq, queue.Shard);
        }
    }

    /// <summary>Writes the next places.</summary>
    public static void Update(SqliteSession session, IReadOnlyDictionary<string, QueuePlace> places)
    {
        foreach (var (name, place) in places)
        {
            session.Execute("update queue set next_seq = @next where name = @name", place.Next, name);
        }
    }

    /// <summary>Notifies the owners of lanes that they must read the ledger again, and makes parked lanes due now; returns the lanes' shards.</summary>
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

    private static QueuePlace? Find(SqliteSession session, string name) => session.Query(
        "select next_seq, shard, signal from queue where name = @name",
        row => new QueuePlace(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetInt32(1), row.GetInt64(2)),
        name) is [var place] ? place : null;
}
