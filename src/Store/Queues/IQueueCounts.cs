namespace BusQStash.Store.Queues;

/// <summary>Counts the messages of queues periodically, so that listing thousands of queues needs no counting.</summary>
public interface IQueueCounts
{
    /// <summary>Counts all queues, stores the counts that changed, and returns all counts.</summary>
    Task<IReadOnlyList<QueueCount>> CountAsync(CancellationToken cancellationToken);

    /// <summary>Number of unfinished messages in all, up to a limit.</summary>
    Task<long> CountUnfinishedAsync(int limit, CancellationToken cancellationToken);
}
