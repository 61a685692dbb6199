namespace BusQStash.Contracts.Queues;

/// <summary>
/// Gives a worker a turn on a queue's lane: it works on the lane's lowest unfinished message, whatever brought the turn.
/// Too many, lost or reordered turns are harmless.
/// </summary>
public sealed record LaneTurn
{
    /// <summary>The QStash queue's name.</summary>
    public string QueueName { get; init; } = "";
}
