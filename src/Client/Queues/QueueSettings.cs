namespace BusQStash.Client.Queues;

/// <summary>What a queue is set to; what is left out stays as it is.</summary>
public sealed record QueueSettings
{
    /// <summary>Most messages in flight at once, at least 1. A new queue has 1.</summary>
    public int? Parallelism { get; init; }

    /// <summary>Whether nothing is handed out.</summary>
    public bool? Paused { get; init; }

    /// <summary>What a message that waits for its retry does to those behind it. BusQStash only, not QStash.</summary>
    public FailingHead? FailingHead { get; init; }

    /// <summary>Whether the next message waits for the callbacks of the one before. BusQStash only, not QStash.</summary>
    public bool? AwaitCallbacks { get; init; }
}
