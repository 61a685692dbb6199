namespace BusQStash.Store.Queues;

/// <summary>A QStash queue.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parallelism">How many messages may be in flight at once.</param>
/// <param name="Paused">Messages are accepted but not delivered.</param>
/// <param name="Lag">Messages not yet final, including those in flight and those waiting for a retry.</param>
/// <param name="CreatedAt">When the queue was created.</param>
/// <param name="UpdatedAt">When its settings last changed.</param>
/// <param name="Shard">The shard that carries its lane; <see langword="null"/> when it has a broker queue of its own.</param>
public sealed record QueueInfo(
    string Name,
    int Parallelism,
    bool Paused,
    long Lag,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int? Shard)
{
    /// <summary>A failed message that waits for its retry lets the messages behind it pass, and so gives up its place in the order (no head-of-line blocking).</summary>
    public bool StepsAside { get; init; }

    /// <summary>The next message waits until the callbacks of the previous one are final.</summary>
    public bool AwaitsCallbacks { get; init; } = true;
}
