using BusQStash.Api.Queues;

namespace BusQStash.Api.Messages;

/// <summary>What a verdict is told with; each has some of it.</summary>
internal sealed record VerdictFacts
{
    public int? Status { get; init; }

    public string? Error { get; init; }

    public string? Host { get; init; }

    /// <summary>Attempts made.</summary>
    public int? Attempts { get; init; }

    public long? DurationMs { get; init; }

    public string? DlqId { get; init; }

    /// <summary>The number of the attempt, from 1.</summary>
    public int? Attempt { get; init; }

    /// <summary>How many attempts there are at most.</summary>
    public int? Of { get; init; }

    public long? Since { get; init; }

    public int? Worker { get; init; }

    public int? LastStatus { get; init; }

    public string? LastError { get; init; }

    public string? QueueName { get; init; }

    /// <summary>Unfinished messages before it in its queue.</summary>
    public int? Ahead { get; init; }

    /// <summary>There are more than that.</summary>
    public bool? AheadCapped { get; init; }

    /// <summary>Why its queue does what it does.</summary>
    public StandingResource? Standing { get; init; }

    public string? Key { get; init; }

    /// <summary>Its place in the key's line, from 1.</summary>
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
