using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Worker.FlowControl;

namespace BusQStash.Worker.Queues;

/// <summary>An attempt that a lane has decided on.</summary>
/// <param name="Entry">The message's entry in the lane.</param>
/// <param name="Content">The message.</param>
/// <param name="Lease">The lease it is made under.</param>
/// <param name="Status">The lane's status at the decision.</param>
/// <param name="LookedAt">When the ledger was queried for the status behind the decision, on the monotonic clock.</param>
internal sealed record LaneStart(LaneEntry Entry, StoredMessage Content, LaneLease Lease, LaneStatus Status, long LookedAt)
{
    /// <summary>Its permit, if it has a flow-control key.</summary>
    public LaneGrant? Grant { get; init; }

    /// <summary>The right to make it, when it was waited for before.</summary>
    public GateSlot? Slot { get; init; }
}
