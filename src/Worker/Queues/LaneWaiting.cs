using BusQStash.Store.FlowControl;
using BusQStash.Worker.FlowControl;

namespace BusQStash.Worker.Queues;

/// <summary>A lane's message in the line of its flow-control key.</summary>
internal sealed class LaneWaiting(LaneEntry entry, LanePermitRequest request)
{
    public LaneEntry Entry => entry;

    public LanePermitRequest Request => request;

    /// <summary>Its permit, once it has one that is not used yet.</summary>
    public LaneGrant? Grant { get; set; }
}
