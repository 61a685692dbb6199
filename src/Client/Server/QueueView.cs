using BusQStash.Client.Queues;

namespace BusQStash.Client.Server;

/// <summary>A queue, why it is in its present state, and until when.</summary>
public sealed record QueueView
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Maximum number of its messages in flight.</summary>
    public int Parallelism { get; init; }

    /// <summary>Whether delivery is paused.</summary>
    public bool Paused { get; init; }

    /// <summary>How a message that waits for its retry affects the messages behind it.</summary>
    public FailingHead FailingHead { get; init; }

    /// <summary>Whether the next message waits for the callbacks of the previous one.</summary>
    public bool AwaitCallbacks { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Unfinished messages: current for a single queue; in lists, as counted every 15 s.</summary>
    public long Lag { get; init; }

    /// <summary>Whether more exist.</summary>
    public bool LagCapped { get; init; }

    /// <summary>When the oldest of them was accepted.</summary>
    public DateTimeOffset? OldestAt { get; init; }

    /// <summary>Whether it is stuck, that is, stands still although it should not.</summary>
    public bool StandsStill { get; init; }

    /// <summary>Why it is in its present state.</summary>
    public required QueueStanding Standing { get; init; }

    /// <summary>Messages that finished in the last minute.</summary>
    public long? RatePerMinute { get; init; }

    /// <summary>Its first unfinished message. Not in lists.</summary>
    public PendingMessage? Head { get; init; }

    /// <summary>The process that works it. Not in lists.</summary>
    public QueueLane? Lane { get; init; }
}
