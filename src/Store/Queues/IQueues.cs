namespace BusQStash.Store.Queues;

/// <summary>QStash queues as users see them. Every change bumps the lane's signal.</summary>
public interface IQueues
{
    /// <summary>Creates or updates a queue. Returns it.</summary>
    Task<QueueInfo> UpsertAsync(string name, QueueChange change, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Pauses or resumes a queue, creating it if need be; resuming pulls a parked lane's due row to now. Returns it.</summary>
    Task<QueueInfo> SetPausedAsync(string name, bool paused, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>A queue with its lag; <see langword="null"/> when unknown.</summary>
    Task<QueueInfo?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>All queues by name.</summary>
    Task<IReadOnlyList<QueueInfo>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Deletes a queue: cancels its unfinished messages, invalidates its lease, and remembers its broker queue for removal. Returns it, or
    /// <see langword="null"/> when there was none.
    /// </summary>
    Task<QueueInfo?> DeleteAsync(string name, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Deleted queues with a broker queue of their own, deleted at or before the given time and not made anew since.</summary>
    Task<IReadOnlyList<string>> ListRemovedAsync(DateTimeOffset deletedBefore, CancellationToken cancellationToken);

    /// <summary>The broker queue of a deleted queue is gone.</summary>
    Task ForgetRemovedAsync(string name, CancellationToken cancellationToken);
}
