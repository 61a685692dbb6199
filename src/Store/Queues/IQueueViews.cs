namespace BusQStash.Store.Queues;

/// <summary>Queues as people look at them.</summary>
public interface IQueueViews
{
    /// <summary>A page of queues: in order of what was counted last, with reasons of this moment.</summary>
    Task<IReadOnlyList<QueueView>> ListAsync(QueueViewQuery query, CancellationToken cancellationToken);

    /// <summary>One queue with all that is known; <see langword="null"/> when unknown.</summary>
    Task<QueueView?> FindAsync(string name, CancellationToken cancellationToken);
}
