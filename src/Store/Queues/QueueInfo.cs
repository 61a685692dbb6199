namespace BusQStash.Store.Queues;

/// <summary>A QStash queue.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parallelism">How many messages may be in flight at once.</param>
/// <param name="Paused">Messages are accepted but not handed out.</param>
/// <param name="Lag">Messages not yet final, those in flight and waiting for a retry included.</param>
/// <param name="CreatedAt">When it was made.</param>
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
    /// <summary>A message that failed and waits for its retry lets those behind it pass, and so gives up its place in the order.</summary>
    public bool StepsAside { get; init; }

    /// <summary>The next message waits until the callbacks of the one before are final.</summary>
    public bool AwaitsCallbacks { get; init; } = true;
}
