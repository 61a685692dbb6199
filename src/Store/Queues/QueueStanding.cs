namespace BusQStash.Store.Queues;

/// <summary>The reasons for a queue's state.</summary>
/// <param name="First">The first reason that applies.</param>
/// <param name="Also">Additional reasons that apply, in the order of the reasons.</param>
public sealed record QueueStanding(StandingReason First, IReadOnlyList<StandingReason> Also)
{
    /// <summary>The queue stands still although it has messages.</summary>
    public bool StandsStill => QueueReasons.StandsStill(First.Reason);
}
