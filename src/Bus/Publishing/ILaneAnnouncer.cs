using BusQStash.Contracts.Queues;

namespace BusQStash.Bus.Publishing;

/// <summary>Tells every worker that a queue changed.</summary>
public interface ILaneAnnouncer
{
    /// <summary>Sends the notice with a short timeout; a failure is logged, and the workers' own polling makes up for it.</summary>
    Task AnnounceAsync(LaneChanged change, CancellationToken cancellationToken);
}
