namespace BusQStash.Contracts.Queues;

/// <summary>
/// Gives a worker a turn on a queue's lane: the worker processes the lane's lowest unfinished message, whatever caused the turn.
/// Surplus, lost or reordered turns are harmless.
/// </summary>
public sealed record LaneTurn
{
    /// <summary>The QStash queue's name.</summary>
    public string QueueName { get; init; } = "";
}
