using BusQStash.Store.Messages;
using BusQStash.Store.Queues;

namespace BusQStash.Worker.Delivery;

/// <summary>Makes attempts. Writes nothing: what follows is in the settlement it returns.</summary>
internal interface IAttempts
{
    /// <summary>
    /// Sends a message to its destination once. Every outcome the destination can cause is a settlement; an exception means that this
    /// process could not continue, and the attempt does not count.
    /// </summary>
    /// <exception cref="OperationCanceledException">
    /// <paramref name="cancellationToken"/> stopped the attempt (lease lost, shutdown) before it ended. The destination may have received it.
    /// </exception>
    Task<AttemptSettlement> RunAsync(Attempt attempt, LaneEpoch? lane, CancellationToken cancellationToken);
}
