namespace BusQStash.Client.Server;

/// <summary>Something that needs somebody. What it says depends on its kind; the rest is <see langword="null"/>.</summary>
public sealed record AttentionItem
{
    /// <summary><c>queue</c>, <c>lag_rising</c>, <c>dead_letters</c>, <c>due_late</c>, <c>schedule</c>, <c>flow_control</c>, <c>long_attempt</c> or <c>worker_gone</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>From 1 to 3, the worst.</summary>
    public int Severity { get; init; }

    /// <summary>The queue, schedule or flow-control key.</summary>
    public string? Name { get; init; }

    /// <summary>Why the queue does what it does.</summary>
    public QueueStanding? Standing { get; init; }

    /// <summary>Unfinished messages of the queue.</summary>
    public long? Lag { get; init; }

    /// <summary>The same ten minutes ago.</summary>
    public long? Before { get; init; }

    /// <summary>The host.</summary>
    public string? Host { get; init; }

    /// <summary>The status it answers with.</summary>
    public int? Status { get; init; }

    /// <summary>How many it is about.</summary>
    public long? Count { get; init; }

    /// <summary>What went wrong.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the key is paused.</summary>
    public bool? Paused { get; init; }

    /// <summary>The message.</summary>
    public string? MessageId { get; init; }

    /// <summary>The process.</summary>
    public int? Worker { get; init; }

    /// <summary>Since when it goes on.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Since when the oldest waits.</summary>
    public DateTimeOffset? OldestAt { get; init; }

    /// <summary>When it last happened.</summary>
    public DateTimeOffset? LastAt { get; init; }
}
