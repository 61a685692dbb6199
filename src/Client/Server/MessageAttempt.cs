namespace BusQStash.Client.Server;

/// <summary>An attempt. What does not apply is <see langword="null"/>.</summary>
public sealed record MessageAttempt
{
    /// <summary>Its number, from 1.</summary>
    public int Number { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public long? DurationMs { get; init; }

    /// <summary>How long it waited after it was due, in milliseconds.</summary>
    public long? WaitMs { get; init; }

    /// <summary><c>delivered</c>, <c>failed</c> or <c>running</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>The status of the answer.</summary>
    public int? Status { get; init; }

    /// <summary>The error.</summary>
    public string? Error { get; init; }

    /// <summary>When the next one is due.</summary>
    public DateTimeOffset? NextAt { get; init; }
}
