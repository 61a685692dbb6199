namespace BusQStash.Store.Messages;

/// <summary>The state of a schedule, without what it sends.</summary>
public sealed record ScheduleState
{
    /// <summary>The schedule is paused.</summary>
    public required bool Paused { get; init; }

    /// <summary>When it fires next, unix milliseconds.</summary>
    public long? NextAt { get; init; }

    /// <summary>What went wrong at its last firing.</summary>
    public string? Error { get; init; }
}
