using BusQStash.Store.FlowControl;

namespace BusQStash.Worker.FlowControl;

/// <summary>A permit for a message of a lane, and the right to attempt it now.</summary>
/// <param name="Grant">The grant.</param>
/// <param name="Ticket">The request it answers.</param>
/// <param name="Slot">The slot among this process's attempts; the holder of the grant disposes it.</param>
/// <param name="AskedAt">When it was requested, on the monotonic clock.</param>
internal sealed record LaneGrant(FlowGrant Grant, long Ticket, GateSlot Slot, long AskedAt)
{
    public FlowPermit Permit => Grant.Permit;
}
