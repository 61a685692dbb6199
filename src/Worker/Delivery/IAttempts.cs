using BusQStash.Store.Messages;
using BusQStash.Store.Queues;

namespace BusQStash.Worker.Delivery;

/// <summary>Makes attempts.</summary>
internal interface IAttempts
{
    /// <summary>
    /// Sends the request and decides what follows. Every foreseen ending is in the settlement; when <paramref name="cancellationToken"/> fires first
    /// (lease lost, shutdown) it throws <see cref="OperationCanceledException"/> and nothing follows.
    /// </summary>
    Task<AttemptSettlement> RunAsync(Attempt attempt, LaneEpoch? lane, CancellationToken cancellationToken);
}
