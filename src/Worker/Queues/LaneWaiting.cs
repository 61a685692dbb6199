using BusQStash.Store.FlowControl;
using BusQStash.Worker.FlowControl;

namespace BusQStash.Worker.Queues;

/// <summary>A lane's message that waits for a permit of its flow-control key.</summary>
internal sealed class LaneWaiting(LaneEntry entry, LanePermitRequest request)
{
    public LaneEntry Entry => entry;

    public LanePermitRequest Request => request;

    /// <summary>Its unused permit, if it has one.</summary>
    public LaneGrant? Grant { get; set; }
}
