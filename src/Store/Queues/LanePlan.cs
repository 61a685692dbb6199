using BusQStash.Store.Messages;

namespace BusQStash.Store.Queues;

/// <summary>
/// Who may work a lane, and which lanes need somebody. Each rule stands here twice, side by side: as the condition both engines put into their statements (over
/// <c>lane l</c> and <c>queue q</c>), where it is decided under the row's lock, and as the predicate the lane model of the tests decides by.
/// </summary>
internal static class LanePlan
{
    /// <summary>Lease of a lane that was given up. Nobody's: not even whoever gave it up may renew it, it has to be taken again under a new epoch.</summary>
    public const long GivenUp = 0;

    /// <summary>A lease that ran out is still its owner's to renew until somebody takes the lane; one that was given up is not.</summary>
    public const string IsHeld = "l.lease_until > 0";

    /// <summary>
    /// There is something to attempt, and nothing else that will bring it up: no pause, no due row. Finished messages that only wait for their callbacks need no
    /// worker: what ends the last callback also lets the next message go.
    /// </summary>
    public const string NeedsWorker =
        $"""
        not q.paused
          and not exists (select 1 from due d where d.token = 'lane:' || q.name)
          and exists (select 1 from message m where m.queue_name = q.name and m.lane_open and m.state < {MessageStateSql.FirstFinal})
        """;

    /// <summary>Whether the lane's lease belongs to whoever names this epoch.</summary>
    public static bool IsTheirs(long epoch, long currentEpoch, long leaseUntil) => epoch == currentEpoch && leaseUntil > GivenUp;

    /// <summary>Whether the lane may be taken.</summary>
    public static bool IsFree(long leaseUntil, long now) => leaseUntil <= now;

    /// <summary>Whether a lane whose lease is over, or about to be, needs a worker.</summary>
    public static bool Needs(bool paused, bool parked, bool unfinished) => !paused && !parked && unfinished;

    /// <summary>Whether a lane may be parked: nothing has happened since its owner looked.</summary>
    public static bool MayPark(bool theirs, long seenSignal, long signal) => theirs && seenSignal == signal;
}
