namespace BusQStash.Api.Stats;

/// <summary>Columns of counts, one element per time step; null where nothing was counted.</summary>
internal sealed record StatsResource
{
    public required string Series { get; init; }

    /// <summary>minute, hour or day.</summary>
    public required string Step { get; init; }

    public required long From { get; init; }

    public required long To { get; init; }

    /// <summary>The start of each step.</summary>
    public required IReadOnlyList<long> At { get; init; }

    public required IReadOnlyList<long?> Accepted { get; init; }

    public required IReadOnlyList<long?> Deduplicated { get; init; }

    public required IReadOnlyList<long?> Rejected { get; init; }

    public required IReadOnlyList<long?> Delivered { get; init; }

    public required IReadOnlyList<long?> Failed { get; init; }

    public required IReadOnlyList<long?> Canceled { get; init; }

    public required IReadOnlyList<long?> Retried { get; init; }

    public required StatsAttempts Attempts { get; init; }

    public required StatsQuantiles AttemptMs { get; init; }

    /// <summary>Time from due to the first attempt.</summary>
    public required StatsQuantiles WaitMs { get; init; }

    /// <summary>Unfinished messages of a queue.</summary>
    public required IReadOnlyList<long?> Lag { get; init; }

    public required IReadOnlyList<long?> OldestMs { get; init; }

    /// <summary>Unfinished messages in total.</summary>
    public required IReadOnlyList<long?> Unfinished { get; init; }

    public required IReadOnlyList<long?> DeadLetters { get; init; }
}
