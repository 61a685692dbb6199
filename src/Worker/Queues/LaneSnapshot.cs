using BusQStash.Store.Queues;

namespace BusQStash.Worker.Queues;

/// <summary>The status of a lane's queue as one look into the ledger returned it.</summary>
/// <param name="Status">The status.</param>
/// <param name="Look">Number of the look; a later one has a higher number.</param>
/// <param name="AskedAt">When the ledger was asked, on the monotonic clock.</param>
internal sealed record LaneSnapshot(LaneStatus Status, long Look, long AskedAt)
{
    /// <summary>The polling interval plus the duration of one poll.</summary>
    internal static readonly TimeSpan MaxAge = LaneLeases.LookEvery + TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Whether pause, cancels and settings may have changed too long ago to start an attempt by this: they take effect within a second or so. A process that stood still, or waits for
    /// the ledger, must not go by what it knew before.
    /// </summary>
    public bool IsOutdated(LaneTime now) => now.Since(AskedAt) > MaxAge;
}
