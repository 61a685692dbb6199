using BusQStash.Store.Messages;
using BusQStash.Store.Queues;

namespace BusQStash.Worker.Delivery;

/// <summary>Makes attempts. Writes nothing: what follows is in the settlement it returns.</summary>
internal interface IAttempts
{
    /// <summary>
    /// Sends a message to its destination once. Every ending the destination can cause is a settlement; an exception means that this
    /// process could not go on, and that the attempt counts for nothing.
    /// </summary>
    /// <exception cref="OperationCanceledException">
    /// <paramref name="cancellationToken"/> stopped the attempt (lease lost, shutdown) before it ended. The destination may have seen it.
    /// </exception>
    Task<AttemptSettlement> RunAsync(Attempt attempt, LaneEpoch? lane, CancellationToken cancellationToken);
}
