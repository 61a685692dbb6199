
namespace BusQStash.Store.Queues.Sqlite;

/// <summary>A queue with its lag as SQLite returns it.</summary>
internal sealed class SqliteQueueInfoRow
{
    public string Name { get; init; } = "";

    public int Parallelism { get; init; }

    public bool Paused { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public int? Shard { get; init; }

    public long Lag { get; init; }

    public bool StepsAside { get; init; }

    public bool AwaitsCallbacks { get; init; }

    public QueueInfo ToInfo() => new(
        Name,
        Parallelism,
        Paused,
        Lag,
        DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        DateTimeOffset.FromUnixTimeMilliseconds(UpdatedAt),
        Shard)
    {
        StepsAside = StepsAside,
        AwaitsCallbacks = AwaitsCallbacks,
    };
}
