using BusQStash.Store.Messages;

namespace BusQStash.Store.Queues;

/// <summary>What making, changing and deleting a queue writes. The engines lock and load, ask here, and write.</summary>
internal static class QueuePlan
{
    /// <summary>
    /// What deleting a queue cancels, as a condition over <c>message</c>. Nobody adds to it: whoever accepts waits for the queue's row and then makes a new queue.
    /// </summary>
    public const string IsUnfinished = $"lane_open and state < {MessageStateSql.FirstFinal}";

    /// <summary>What is left after that waits for its callbacks, and gives up its place: there is no lane it could hold up, and the places of a queue made anew are all higher.</summary>
    public const string HoldsPlace = "lane_open";

    /// <summary>
    /// Whether nobody uses the broker queue of a <c>removed_queue r</c>. A queue that was made anew has it again, unless it went to a shard this time.
    /// </summary>
    public const string IsUnused = "not exists (select 1 from queue q where q.name = r.name and q.shard is null)";

    // A queue made anew starts behind every place an earlier one of its name can have given out: a million per millisecond.
    private const long PlacesPerMillisecond = 1_000_000;

    /// <summary>Queues that are named for the first time, in the order in which they are inserted.</summary>
    /// <param name="missing">Their names, and when they are made.</param>
    /// <param name="dedicated">
    /// Queues that have a broker queue of their own. Two processes that make queues at once may go past the number of dedicated ones together; the limit has slack for that.
    /// </param>
    /// <param name="maxDedicated">How many may have one; later ones share shards.</param>
    public static IReadOnlyList<NewQueue> Make(IEnumerable<KeyValuePair<string, long>> missing, long dedicated, int maxDedicated) =>
    [
        .. missing.OrderBy(queue => queue.Key, StringComparer.Ordinal).Select((queue, i) => new NewQueue(
            queue.Key, queue.Value, queue.Value * PlacesPerMillisecond, dedicated + i < maxDedicated ? null : LaneShards.Of(queue.Key))),
    ];

    /// <summary>The queue after a change.</summary>
    public static QueueInfo Change(QueueInfo queue, QueueChange change, DateTimeOffset now) => queue with
    {
        Parallelism = change.Parallelism ?? queue.Parallelism,
        Paused = change.Paused ?? queue.Paused,
        StepsAside = change.StepsAside ?? queue.StepsAside,
        AwaitsCallbacks = change.AwaitsCallbacks ?? queue.AwaitsCallbacks,
        UpdatedAt = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
    };

    /// <summary>Every change is told to the lane and wakes it when it is parked: more parallelism helps it as resuming does, and one with nothing to do is harmless.</summary>
    public static LaneWakes Wakes(string name)
    {
        var wakes = new LaneWakes();
        wakes.Add(name);
        return wakes;
    }

    /// <summary>Whether a deleted queue leaves a broker queue behind. A shard is other queues' too.</summary>
    public static bool LeavesBrokerQueue(QueueInfo queue) => queue.Shard is null;
}
