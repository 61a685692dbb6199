namespace BusQStash.Store.Queues;

/// <summary>What a lane's owner is told whenever it takes, renews or looks at its lanes.</summary>
/// <param name="Lane">The lane and its epoch.</param>
/// <param name="Parallelism">How many of the lowest unfinished messages may be worked on at once.</param>
/// <param name="Paused">No attempt may start.</param>
/// <param name="Signal">Changes whenever something happened that needs the ledger to be read again (cancel, finished callbacks, settings).</param>
/// <param name="CanceledThrough">Highest <c>seq</c> ever canceled: commands up to it are checked in the ledger before an attempt.</param>
public sealed record LaneStatus(LaneEpoch Lane, int Parallelism, bool Paused, long Signal, long CanceledThrough)
{
    /// <inheritdoc cref="QueueInfo.StepsAside" />
    public bool StepsAside { get; init; }

    /// <summary>
    /// The last place in the queue that was given out when the ledger was asked: a message up to it that is not among the open ones is finished. The places of a queue that is
    /// deleted and made anew are all higher.
    /// </summary>
    public long LastSeq { get; init; }

    /// <inheritdoc cref="QueueInfo.AwaitsCallbacks" />
    public bool AwaitsCallbacks { get; init; } = true;
}
