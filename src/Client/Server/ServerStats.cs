namespace BusQStash.Client.Server;

/// <summary>Time series of counts, one element for each step; <see langword="null"/> where no process counted.</summary>
public sealed record ServerStats
{
    /// <summary>What was counted: <c>all</c>, <c>queue:NAME</c> or <c>host:NAME</c>.</summary>
    public required string Series { get; init; }

    /// <summary><c>minute</c>, <c>hour</c> or <c>day</c>.</summary>
    public required string Step { get; init; }

    /// <summary>The beginning.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>The end.</summary>
    public DateTimeOffset To { get; init; }

    /// <summary>The beginnings of the steps.</summary>
    public IReadOnlyList<DateTimeOffset> At { get; init; } = [];

    /// <summary>Messages accepted.</summary>
    public IReadOnlyList<long?> Accepted { get; init; } = [];

    /// <summary>Publishes answered with the id of an earlier message.</summary>
    public IReadOnlyList<long?> Deduplicated { get; init; } = [];

    /// <summary>Publishes refused.</summary>
    public IReadOnlyList<long?> Rejected { get; init; } = [];

    /// <summary>Messages delivered.</summary>
    public IReadOnlyList<long?> Delivered { get; init; } = [];

    /// <summary>Messages failed for good.</summary>
    public IReadOnlyList<long?> Failed { get; init; } = [];

    /// <summary>Messages canceled.</summary>
    public IReadOnlyList<long?> Canceled { get; init; } = [];

    /// <summary>Attempts that are followed by another.</summary>
    public IReadOnlyList<long?> Retried { get; init; } = [];

    /// <summary>Attempts by outcome.</summary>
    public required StatsAttempts Attempts { get; init; }

    /// <summary>The duration of attempts.</summary>
    public required StatsQuantiles AttemptMs { get; init; }

    /// <summary>The wait from a message's due time to its first attempt.</summary>
    public required StatsQuantiles WaitMs { get; init; }

    /// <summary>Of a queue: unfinished messages.</summary>
    public IReadOnlyList<long?> Lag { get; init; } = [];

    /// <summary>Of a queue: the age of the oldest of them in milliseconds.</summary>
    public IReadOnlyList<long?> OldestMs { get; init; } = [];

    /// <summary>Of all: unfinished messages.</summary>
    public IReadOnlyList<long?> Unfinished { get; init; } = [];

    /// <summary>Of all: dead letters.</summary>
    public IReadOnlyList<long?> DeadLetters { get; init; } = [];
}
