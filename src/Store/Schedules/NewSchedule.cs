namespace BusQStash.Store.Schedules;

/// <summary>A schedule to be created.</summary>
/// <param name="Schedule">The new schedule.</param>
public sealed record NewSchedule(Schedule Schedule)
{
    /// <summary>When its creation was requested.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>At most one schedule with this key is created within the window; <see langword="null"/> for no deduplication.</summary>
    public string? DeduplicationKey { get; init; }

    /// <summary>How long <see cref="DeduplicationKey"/> is remembered (the deduplication window).</summary>
    public TimeSpan DeduplicationWindow { get; init; }
}
