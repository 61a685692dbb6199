namespace BusQStash.Client.Queues;

/// <summary>Queues. One is made on first use; making it by hand sets its parallelism or pauses it beforehand.</summary>
public interface IQueueClient
{
    /// <summary>Makes a queue, or changes one.</summary>
    /// <param name="name">Letters, digits, <c>-</c>, <c>_</c>, <c>.</c></param>
    /// <param name="parallelism">Most messages in flight at once. <see langword="null"/>: as it is, 1 for a new queue.</param>
    /// <param name="paused">Whether nothing is handed out. <see langword="null"/>: as it is.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task UpsertAsync(string name, int? parallelism = null, bool? paused = null, CancellationToken cancellationToken = default);

    /// <summary>All queues.</summary>
    Task<IReadOnlyList<Queue>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>One queue.</summary>
    /// <exception cref="BusQStashException">404: unknown.</exception>
    Task<Queue> GetAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Deletes a queue and what is left in it. No effect when there is none.</summary>
    Task DeleteAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Stops handing out messages; those in flight finish.</summary>
    Task PauseAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Goes on with the oldest message.</summary>
    Task ResumeAsync(string name, CancellationToken cancellationToken = default);
}
