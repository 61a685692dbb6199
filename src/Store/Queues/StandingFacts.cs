namespace BusQStash.Store.Queues;

/// <summary>What a reason is told with; each has some of it. Times are unix milliseconds.</summary>
public sealed record StandingFacts
{
    /// <summary>Since when it is so.</summary>
    public long? Since { get; init; }

    /// <summary>Messages accepted since.</summary>
    public int? Grown { get; init; }

    /// <summary>There are more than that.</summary>
    public bool? GrownCapped { get; init; }

    /// <summary>When a message of it last ended.</summary>
    public long? LastFinishedAt { get; init; }

    /// <summary>The message it is about.</summary>
    public string? MessageId { get; init; }

    /// <summary>Callbacks that are waited for.</summary>
    public IReadOnlyList<CallbackView>? Callbacks { get; init; }

    /// <summary>The number of the next attempt, from 1.</summary>
    public int? Attempt { get; init; }

    /// <summary>How many attempts there are at most.</summary>
    public int? Of { get; init; }

    /// <summary>Status of the last answer.</summary>
    public int? LastStatus { get; init; }

    /// <summary>Why the last attempt failed, in words.</summary>
    public string? LastError { get; init; }

    /// <summary>Messages that wait behind it.</summary>
    public long? Behind { get; init; }

    /// <summary>The flow-control key.</summary>
    public string? Key { get; init; }

    /// <summary>The key is paused.</summary>
    public bool? Paused { get; init; }

    /// <summary>The key's limit.</summary>
    public int? Parallelism { get; init; }

    /// <summary>In flight.</summary>
    public long? InUse { get; init; }

    /// <summary>The key's rate.</summary>
    public int? Rate { get; init; }

    /// <summary>Starts in the current window.</summary>
    public int? RateUsed { get; init; }

    /// <summary>The window's length.</summary>
    public int? PeriodSeconds { get; init; }

    /// <summary>The place in the key's line, from 1.</summary>
    public int? Place { get; init; }

    /// <summary>Attempts that may be in flight.</summary>
    public long? Limit { get; init; }

    /// <summary>When a worker was last heard of.</summary>
    public long? LastSeenAt { get; init; }

    /// <summary>The process that has the lease.</summary>
    public int? Holder { get; init; }

    /// <summary>When it was last heard of.</summary>
    public long? HolderHeartbeatAt { get; init; }

    /// <summary>When the lease ends.</summary>
    public long? LeaseUntil { get; init; }

    /// <summary>The worker that makes the attempt.</summary>
    public int? Worker { get; init; }

    /// <summary>The destination's host.</summary>
    public string? Host { get; init; }

    /// <summary>How long an attempt may take.</summary>
    public long? LongestMs { get; init; }

    /// <summary>Attempts in flight.</summary>
    public int? Count { get; init; }

    /// <summary>Messages that ended per minute.</summary>
    public double? RatePerMinute { get; init; }

    /// <summary>How long the rest takes at that rate.</summary>
    public long? AboutMs { get; init; }

    /// <summary>Since when it could be attempted.</summary>
    public long? DueAt { get; init; }
}
