namespace BusQStash.Client.Server;

/// <summary>A problem that needs an operator. Which members are set depends on its kind; the rest are <see langword="null"/>.</summary>
public sealed record AttentionItem
{
    /// <summary><c>queue</c>, <c>lag_rising</c>, <c>dead_letters</c>, <c>due_late</c>, <c>schedule</c>, <c>schedules_paused</c>, <c>flow_control</c>, <c>long_attempt</c> or <c>worker_gone</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>From 1 to 3, the most severe.</summary>
    public int Severity { get; init; }

    /// <summary>The queue, schedule or flow-control key.</summary>
    public string? Name { get; init; }

    /// <summary>Why the queue is in its present state.</summary>
    public QueueStanding? Standing { get; init; }

    /// <summary>Unfinished messages of the queue.</summary>
    public long? Lag { get; init; }

    /// <summary>The lag ten minutes ago.</summary>
    public long? Before { get; init; }

    /// <summary>The host.</summary>
    public string? Host { get; init; }

    /// <summary>The status of its answers.</summary>
    public int? Status { get; init; }

    /// <summary>The number of affected entries.</summary>
    public long? Count { get; init; }

    /// <summary>The error.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the key is paused.</summary>
    public bool? Paused { get; init; }

    /// <summary>The message.</summary>
    public string? MessageId { get; init; }

    /// <summary>The process.</summary>
    public int? Worker { get; init; }

    /// <summary>When the problem began.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The time from which the oldest entry has waited.</summary>
    public DateTimeOffset? OldestAt { get; init; }

    /// <summary>When it last happened.</summary>
    public DateTimeOffset? LastAt { get; init; }
}
