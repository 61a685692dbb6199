using BusQStash.Store.Messages;
using BusQStash.Worker.FlowControl;

namespace BusQStash.Worker.Queues;

/// <summary>An attempt that a lane has decided on.</summary>
/// <param name="Entry">The message's entry in the lane.</param>
/// <param name="Content">The message.</param>
/// <param name="Lease">The lease it is made under.</param>
/// <param name="Known">The status the decision was based on.</param>
internal sealed record LaneStart(LaneEntry Entry, StoredMessage Content, LaneLease Lease, LaneSnapshot Known)
{
    /// <summary>Its permit, if it has a flow-control key.</summary>
    public LaneGrant? Grant { get; init; }

    /// <summary>The right to make it, when it was waited for before.</summary>
    public GateSlot? Slot { get; init; }
}
