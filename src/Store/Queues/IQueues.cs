namespace BusQStash.Store.Queues;

/// <summary>QStash queues as the API manages them. Every change bumps the lane's signal.</summary>
public interface IQueues
{
    /// <summary>Creates or updates a queue and returns it.</summary>
    Task<QueueInfo> UpsertAsync(string name, QueueChange change, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Pauses or resumes a queue, creating it if necessary, and returns it; resuming makes the due row of a parked lane due now.</summary>
    Task<QueueInfo> SetPausedAsync(string name, bool paused, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>A queue with its lag; <see langword="null"/> when unknown.</summary>
    Task<QueueInfo?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>All queues, sorted by name.</summary>
    Task<IReadOnlyList<QueueInfo>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Deletes a queue: cancels its unfinished messages, invalidates its lease, and records its broker queue for removal. Returns the queue, or <see langword="null"/> when it did
    /// not exist.
    /// </summary>
    Task<QueueInfo?> DeleteAsync(string name, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Deleted queues with a broker queue of their own that were deleted at or before the given time and not created again since.</summary>
    Task<IReadOnlyList<string>> ListRemovedAsync(DateTimeOffset deletedBefore, CancellationToken cancellationToken);

    /// <summary>Records that the broker queue of a deleted queue has been removed.</summary>
    Task ForgetRemovedAsync(string name, CancellationToken cancellationToken);
}
