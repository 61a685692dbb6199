namespace BusQStash.Client.Queues;

/// <summary>A queue.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parallelism">Most messages of it in flight at once; 1 is strict order.</param>
/// <param name="Lag">Messages that are not final, the one in flight among them.</param>
/// <param name="Paused">Whether nothing is handed out.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
public sealed record Queue(string Name, int Parallelism, long Lag, bool Paused, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
