namespace BusQStash.Store.Queues;

/// <summary>A queue with a count of its messages, as both engines return it.</summary>
internal sealed class QueueViewRow
{
    public const string Select = $"{Columns} from queue q left join queue_count c on c.name = q.name";

    /// <summary>Counted queues, read by the indexes of the count.</summary>
    public const string SelectCounted = $"{Columns} from queue_count c join queue q on q.name = c.name";

    private const string Columns = """
        select q.name as Name, q.parallelism as Parallelism, case when q.paused then 1 else 0 end as Paused, q.created_at as CreatedAt, q.updated_at as UpdatedAt,
               q.shard as Shard, case when q.steps_aside then 1 else 0 end as StepsAside, case when q.awaits_callbacks then 1 else 0 end as AwaitsCallbacks,
               coalesce(c.lag, 0) as Lag, coalesce(c.stands_still, 0) as StandsStill
        """;

    public string Name { get; init; } = "";

    public int Parallelism { get; init; }

    public int Paused { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public int? Shard { get; init; }

    public int StepsAside { get; init; }

    public int AwaitsCallbacks { get; init; }

    public long Lag { get; init; }

    public int StandsStill { get; init; }

    /// <summary>Number of its messages to read to tell why it stands still.</summary>
    public int Window => StepsAside != 0 ? QueueFacts.LongestWindow : Math.Min(Parallelism, QueueFacts.LongestWindow);

    public QueueInfo ToInfo(long lag) => new(
        Name,
        Parallelism,
        Paused != 0,
        lag,
        DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        DateTimeOffset.FromUnixTimeMilliseconds(UpdatedAt),
        Shard)
    {
        StepsAside = StepsAside != 0,
        AwaitsCallbacks = AwaitsCallbacks != 0,
    };
}
