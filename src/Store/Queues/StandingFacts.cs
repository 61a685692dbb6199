namespace BusQStash.Store.Queues;

/// <summary>Facts that describe a reason; each reason uses some of them. Times are unix milliseconds.</summary>
public sealed record StandingFacts
{
    /// <summary>When the state began.</summary>
    public long? Since { get; init; }

    /// <summary>Messages accepted since then.</summary>
    public int? Grown { get; init; }

    /// <summary>More messages were accepted than <see cref="Grown"/> says.</summary>
    public bool? GrownCapped { get; init; }

    /// <summary>When a message of the queue last ended.</summary>
    public long? LastFinishedAt { get; init; }

    /// <summary>The message the reason refers to.</summary>
    public string? MessageId { get; init; }

    /// <summary>Callbacks that the queue waits for.</summary>
    public IReadOnlyList<CallbackView>? Callbacks { get; init; }

    /// <summary>The number of the next attempt, from 1.</summary>
    public int? Attempt { get; init; }

    /// <summary>Maximum number of attempts.</summary>
    public int? Of { get; init; }

    /// <summary>HTTP status of the last response.</summary>
    public int? LastStatus { get; init; }

    /// <summary>Error text of the last attempt.</summary>
    public string? LastError { get; init; }

    /// <summary>Number of messages that wait behind it.</summary>
    public long? Behind { get; init; }

    /// <summary>The flow-control key.</summary>
    public string? Key { get; init; }

    /// <summary>The key is paused.</summary>
    public bool? Paused { get; init; }

    /// <summary>The key's parallelism limit.</summary>
    public int? Parallelism { get; init; }

    /// <summary>Attempts in flight.</summary>
    public long? InUse { get; init; }

    /// <summary>The key's rate limit.</summary>
    public int? Rate { get; init; }

    /// <summary>Starts in the current window.</summary>
    public int? RateUsed { get; init; }

    /// <summary>Length of the window in seconds.</summary>
    public int? PeriodSeconds { get; init; }

    /// <summary>The place in the key's line, from 1.</summary>
    public int? Place { get; init; }

    /// <summary>Maximum number of attempts in flight.</summary>
    public long? Limit { get; init; }

    /// <summary>Time of the last heartbeat of a worker.</summary>
    public long? LastSeenAt { get; init; }

    /// <summary>The process that holds the lease.</summary>
    public int? Holder { get; init; }

    /// <summary>Time of that process's last heartbeat.</summary>
    public long? HolderHeartbeatAt { get; init; }

    /// <summary>When the lease expires.</summary>
    public long? LeaseUntil { get; init; }

    /// <summary>The worker that makes the attempt.</summary>
    public int? Worker { get; init; }

    /// <summary>The destination's host.</summary>
    public string? Host { get; init; }

    /// <summary>Timeout of an attempt.</summary>
    public long? LongestMs { get; init; }

    /// <summary>Attempts in flight.</summary>
    public int? Count { get; init; }

    /// <summary>Messages finished per minute.</summary>
    public double? RatePerMinute { get; init; }

    /// <summary>Estimated time for the remaining messages at that rate.</summary>
    public long? AboutMs { get; init; }

    /// <summary>Since when the message has been due.</summary>
    public long? DueAt { get; init; }
}
