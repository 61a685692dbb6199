using BusQStash.Store.Messages;

namespace BusQStash.Store.Queues;

/// <summary>Decides what creating, changing and deleting a queue writes. The engines lock and load the rows, call it, and write its decision.</summary>
internal static class QueuePlan
{
    /// <summary>
    /// Messages that deleting a queue cancels, as a condition over <c>message</c>. No message is added meanwhile: an accepting transaction waits for the queue's row and then
    /// creates a new queue.
    /// </summary>
    public const string IsUnfinished = $"lane_open and state < {MessageStateSql.FirstFinal}";

    /// <summary>Remaining messages, which wait for their callbacks and give up their places. They block no lane: the places of a queue created again are all higher.</summary>
    public const string HoldsPlace = "lane_open";

    /// <summary>Whether the broker queue of a <c>removed_queue r</c> is unused. A queue created again uses it, unless it was assigned to a shard this time.</summary>
    public const string IsUnused = "not exists (select 1 from queue q where q.name = r.name and q.shard is null)";

    // A queue created again starts above every place an earlier queue of its name can have assigned: a million per millisecond.
    private const long PlacesPerMillisecond = 1_000_000;

    /// <summary>Rows of queues to be created, in insertion order.</summary>
    /// <param name="missing">Their names, each with its creation time.</param>
    /// <param name="dedicated">
    /// Number of queues that have a broker queue of their own. Two processes that create queues concurrently may together exceed the limit of dedicated queues; the limit has slack
    /// for that.
    /// </param>
    /// <param name="maxDedicated">Maximum number of dedicated queues; later ones share shards.</param>
    public static IReadOnlyList<NewQueue> Make(IEnumerable<KeyValuePair<string, long>> missing, long dedicated, int maxDedicated) =>
    [
        .. missing.OrderBy(queue => queue.Key, StringComparer.Ordinal).Select((queue, i) => new NewQueue(
            queue.Key, queue.Value, queue.Value * PlacesPerMillisecond, dedicated + i < maxDedicated ? null : LaneShards.Of(queue.Key))),
    ];

    /// <summary>The queue after a requested change.</summary>
    public static QueueInfo Change(QueueInfo queue, QueueChange change, DateTimeOffset now) => queue with
    {
        Parallelism = change.Parallelism ?? queue.Parallelism,
        Paused = change.Paused ?? queue.Paused,
        StepsAside = change.StepsAside ?? queue.StepsAside,
        AwaitsCallbacks = change.AwaitsCallbacks ?? queue.AwaitsCallbacks,
        UpdatedAt = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
    };

    /// <summary>
    /// Every change notifies the lane and wakes it if it is parked: more parallelism needs that as much as resuming does, and waking a lane that has nothing to do is harmless.
    /// </summary>
    public static LaneWakes Wakes(string name)
    {
        var wakes = new LaneWakes();
        wakes.Add(name);
        return wakes;
    }

    /// <summary>Whether a deleted queue leaves a broker queue behind. A shard is shared with other queues and stays.</summary>
    public static bool LeavesBrokerQueue(QueueInfo queue) => queue.Shard is null;
}
