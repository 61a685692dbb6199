using BusQStash.Client.Queues;

namespace BusQStash.Client.Server;

/// <summary>A queue, why it does what it does, and until when.</summary>
public sealed record QueueView
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Most messages of it in flight at once.</summary>
    public int Parallelism { get; init; }

    /// <summary>Whether nothing is handed out.</summary>
    public bool Paused { get; init; }

    /// <summary>What a message that waits for its retry does to those behind it.</summary>
    public FailingHead FailingHead { get; init; }

    /// <summary>Whether the next message waits for the callbacks of the one before.</summary>
    public bool AwaitCallbacks { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Unfinished messages: of one queue that was asked for, of this moment; in lists, as counted every 15 s.</summary>
    public long Lag { get; init; }

    /// <summary>Whether there are more.</summary>
    public bool LagCapped { get; init; }

    /// <summary>When the oldest of them was accepted.</summary>
    public DateTimeOffset? OldestAt { get; init; }

    /// <summary>Whether it stands still though it should not.</summary>
    public bool StandsStill { get; init; }

    /// <summary>Why it does what it does.</summary>
    public required QueueStanding Standing { get; init; }

    /// <summary>Messages that finished in the last minute.</summary>
    public long? RatePerMinute { get; init; }

    /// <summary>Its first unfinished message. Not in lists.</summary>
    public PendingMessage? Head { get; init; }

    /// <summary>Who works it. Not in lists.</summary>
    public QueueLane? Lane { get; init; }
}
