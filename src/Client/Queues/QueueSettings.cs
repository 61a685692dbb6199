namespace BusQStash.Client.Queues;

/// <summary>Settings of a queue; unset ones keep their values.</summary>
public sealed record QueueSettings
{
    /// <summary>Maximum number of messages in flight, at least 1. A new queue has 1.</summary>
    public int? Parallelism { get; init; }

    /// <summary>Whether delivery is paused.</summary>
    public bool? Paused { get; init; }

    /// <summary>How a message that waits for its retry affects the messages behind it. BusQStash only, not QStash.</summary>
    public FailingHead? FailingHead { get; init; }

    /// <summary>Whether the next message waits for the callbacks of the previous one. BusQStash only, not QStash.</summary>
    public bool? AwaitCallbacks { get; init; }
}
