using BusQStash.Worker.FlowControl;

namespace BusQStash.Worker.Queues;

/// <summary>The rights a lane must hold before it starts an attempt.</summary>
/// <param name="Leases">The lease of its queue.</param>
/// <param name="Permits">A permit of the message's flow-control key.</param>
/// <param name="Gate">A slot among all attempts of this worker.</param>
internal sealed record LaneRights(LaneLeases Leases, LanePermits Permits, AttemptGate Gate);
