namespace BusQStash.Store.Queues;

/// <summary>Status of a lane, returned to its owner whenever it takes, renews or reads its lanes.</summary>
/// <param name="Lane">The lane and its epoch.</param>
/// <param name="Parallelism">How many of the lowest unfinished messages may be processed at once.</param>
/// <param name="Paused">The queue is paused: no attempt may start.</param>
/// <param name="Signal">Changes whenever the owner must read the ledger again (cancellation, finished callbacks, settings).</param>
/// <param name="CanceledThrough">Highest <c>seq</c> ever canceled: commands up to it are checked against the ledger before an attempt.</param>
public sealed record LaneStatus(LaneEpoch Lane, int Parallelism, bool Paused, long Signal, long CanceledThrough)
{
    /// <inheritdoc cref="QueueInfo.StepsAside" />
    public bool StepsAside { get; init; }

    /// <summary>
    /// The last place assigned in the queue when the ledger was read: a message up to it that is not among the open ones is finished. If a queue is deleted and created again, all
    /// its new places are higher.
    /// </summary>
    public long LastSeq { get; init; }

    /// <inheritdoc cref="QueueInfo.AwaitsCallbacks" />
    public bool AwaitsCallbacks { get; init; } = true;
}
