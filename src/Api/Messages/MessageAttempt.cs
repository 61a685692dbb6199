namespace BusQStash.Api.Messages;

/// <summary>One attempt of a message.</summary>
internal sealed record MessageAttempt
{
    internal const string Delivered = "delivered", Failed = "failed", Running = "running";

    /// <summary>Number of the attempt, from 1.</summary>
    public required int Number { get; init; }

    public required long StartedAt { get; init; }

    public long? EndedAt { get; init; }

    /// <summary>Milliseconds from due to started.</summary>
    public long? WaitMs { get; init; }

    public long? DurationMs { get; init; }

    /// <summary>delivered, failed or running.</summary>
    public required string Outcome { get; init; }

    public int? Status { get; init; }

    public string? Error { get; init; }

    /// <summary>When the attempt after it was due.</summary>
    public long? NextAt { get; init; }
}
