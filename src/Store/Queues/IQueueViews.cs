namespace BusQStash.Store.Queues;

/// <summary>Reads queues for the dashboard.</summary>
public interface IQueueViews
{
    /// <summary>A page of queues, sorted by the last count, with the reasons as of now.</summary>
    Task<IReadOnlyList<QueueView>> ListAsync(QueueViewQuery query, CancellationToken cancellationToken);

    /// <summary>One queue with all its facts; <see langword="null"/> when unknown.</summary>
    Task<QueueView?> FindAsync(string name, CancellationToken cancellationToken);
}
