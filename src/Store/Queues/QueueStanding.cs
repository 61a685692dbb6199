namespace BusQStash.Store.Queues;

/// <summary>Why a queue does what it does.</summary>
/// <param name="First">The first reason that holds.</param>
/// <param name="Also">What is true besides, in the order of the reasons.</param>
public sealed record QueueStanding(StandingReason First, IReadOnlyList<StandingReason> Also)
{
    /// <summary>It does nothing although there is something in it.</summary>
    public bool StandsStill => QueueReasons.StandsStill(First.Reason);
}
