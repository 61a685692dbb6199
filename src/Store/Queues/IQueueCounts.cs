namespace BusQStash.Store.Queues;

/// <summary>Counts queues now and then, so that a list of thousands need not.</summary>
public interface IQueueCounts
{
    /// <summary>Counts all queues, writes down what changed, and returns them.</summary>
    Task<IReadOnlyList<QueueCount>> CountAsync(CancellationToken cancellationToken);

    /// <summary>All unfinished messages, up to a limit.</summary>
    Task<long> CountUnfinishedAsync(int limit, CancellationToken cancellationToken);
}
