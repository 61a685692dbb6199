namespace BusQStash.Client.Queues;

/// <summary>Queues. A queue is created on first use; creating it explicitly sets its parallelism or pauses it in advance.</summary>
public interface IQueueClient
{
    /// <summary>Creates or updates a queue.</summary>
    /// <param name="name">Letters, digits, <c>-</c>, <c>_</c>, <c>.</c></param>
    /// <param name="settings">The settings to change; unset ones keep their values. <see langword="null"/>: creates the queue and changes nothing.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task UpsertAsync(string name, QueueSettings? settings = null, CancellationToken cancellationToken = default);

    /// <summary>All queues.</summary>
    Task<IReadOnlyList<Queue>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>One queue.</summary>
    /// <exception cref="BusQStashException">404: unknown.</exception>
    Task<Queue> GetAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Deletes a queue and its remaining messages. No effect when it does not exist.</summary>
    Task DeleteAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Pauses delivery; messages in flight finish.</summary>
    Task PauseAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Resumes delivery with the oldest message.</summary>
    Task ResumeAsync(string name, CancellationToken cancellationToken = default);
}
