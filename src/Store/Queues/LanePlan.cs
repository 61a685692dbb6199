using BusQStash.Store.Messages;

namespace BusQStash.Store.Queues;

/// <summary>
/// Decides which process may process a lane and which lanes need a worker (leases with fencing by epoch). Each rule is given twice, side by side: as the SQL condition both engines
/// evaluate under the row's lock (over <c>lane l</c> and <c>queue q</c>), and as the predicate used by the lane model of the tests.
/// </summary>
internal static class LanePlan
{
    /// <summary>Lease of a released lane. Not even its last owner may renew it: the lane must be taken again under a new epoch.</summary>
    public const long GivenUp = 0;

    /// <summary>The owner may renew an expired lease until another process takes the lane; a released lease cannot be renewed.</summary>
    public const string IsHeld = "l.lease_until > 0";

    /// <summary>
    /// The lane has something to attempt and nothing else will resume it: the queue is not paused and no due row exists. Finished messages that only wait for their callbacks need
    /// no worker, because the settlement of the last callback also releases the next message.
    /// </summary>
    public const string NeedsWorker =
        $"""
        not q.paused
          and not exists (select 1 from due d where d.token = 'lane:' || q.name)
          and exists (select 1 from message m where m.queue_name = q.name and m.lane_open and m.state < {MessageStateSql.FirstFinal})
        """;

    /// <summary>Whether the lane's lease belongs to the process that presents this epoch.</summary>
    public static bool IsTheirs(long epoch, long currentEpoch, long leaseUntil) => epoch == currentEpoch && leaseUntil > GivenUp;

    /// <summary>Whether the lane may be taken.</summary>
    public static bool IsFree(long leaseUntil, long now) => leaseUntil <= now;

    /// <summary>Whether a lane whose lease has expired, or soon will, needs a worker.</summary>
    public static bool Needs(bool paused, bool parked, bool unfinished) => !paused && !parked && unfinished;

    /// <summary>Whether a lane may be parked: nothing has changed since its owner read it.</summary>
    public static bool MayPark(bool theirs, long seenSignal, long signal) => theirs && seenSignal == signal;
}
