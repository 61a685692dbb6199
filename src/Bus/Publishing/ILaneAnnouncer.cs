using BusQStash.Contracts.Queues;

namespace BusQStash.Bus.Publishing;

/// <summary>Tells every worker that a queue changed.</summary>
public interface ILaneAnnouncer
{
    /// <summary>Sends the news within a short time limit; a failure is logged and made good by the workers' own look.</summary>
    Task AnnounceAsync(LaneChanged change, CancellationToken cancellationToken);
}
