using BusQStash.Store.FlowControl;
using BusQStash.Worker.FlowControl;

namespace BusQStash.Worker.Queues;

/// <summary>A lane's message in the line of its flow-control key.</summary>
internal sealed class LaneWaiting(LaneEntry entry, LaneWish wish)
{
    public LaneEntry Entry => entry;

    public LaneWish Wish => wish;

    /// <summary>Its permit, once it has one that is not used yet.</summary>
    public LaneGrant? Grant { get; set; }
}
