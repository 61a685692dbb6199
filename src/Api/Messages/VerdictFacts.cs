using BusQStash.Api.Queues;

namespace BusQStash.Api.Messages;

/// <summary>Values used in a verdict's text; each verdict sets some of them.</summary>
internal sealed record VerdictFacts
{
    public int? Status { get; init; }

    public string? Error { get; init; }

    public string? Host { get; init; }

    /// <summary>Attempts made so far.</summary>
    public int? Attempts { get; init; }

    public long? DurationMs { get; init; }

    public string? DlqId { get; init; }

    /// <summary>The number of the attempt, from 1.</summary>
    public int? Attempt { get; init; }

    /// <summary>The maximum number of attempts.</summary>
    public int? Of { get; init; }

    public long? Since { get; init; }

    public int? Worker { get; init; }

    public int? LastStatus { get; init; }

    public string? LastError { get; init; }

    public string? QueueName { get; init; }

    /// <summary>Unfinished messages ahead of it in its queue.</summary>
    public int? Ahead { get; init; }

    /// <summary>Whether there are more.</summary>
    public bool? AheadCapped { get; init; }

    /// <summary>Why its queue is in its state.</summary>
    public StandingResource? Standing { get; init; }

    public string? Key { get; init; }

    /// <summary>Its position in the key's line, from 1.</summary>
    public int? Place { get; init; }

    public bool? Paused { get; init; }

    public int? Parallelism { get; init; }

    public long? InUse { get; init; }

    public int? Rate { get; init; }

    public int? RateUsed { get; init; }

    public int? PeriodSeconds { get; init; }

    public long? Limit { get; init; }

    public long? LastSeenAt { get; init; }
}
