using BusQStash.Worker.FlowControl;

namespace BusQStash.Worker.Queues;

/// <summary>What a lane must have before it starts an attempt.</summary>
/// <param name="Leases">The lease of its queue.</param>
/// <param name="Permits">A permit of the message's flow-control key.</param>
/// <param name="Gate">A place among all attempts of this worker.</param>
internal sealed record LaneRights(LaneLeases Leases, LanePermits Permits, AttemptGate Gate);
