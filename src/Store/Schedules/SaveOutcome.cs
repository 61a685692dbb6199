namespace BusQStash.Store.Schedules;

/// <summary>The result of saving a <see cref="NewSchedule"/>.</summary>
public abstract record SaveOutcome
{
    private SaveOutcome()
    {
    }

    /// <summary>The schedule was created or has replaced an older one.</summary>
    public sealed record Saved : SaveOutcome;

    /// <summary>Its deduplication key belongs to another schedule; nothing changed.</summary>
    /// <param name="ScheduleId">Id of that schedule.</param>
    public sealed record Duplicate(string ScheduleId) : SaveOutcome;

    /// <summary>The maximum number of schedules is reached; nothing changed.</summary>
    public sealed record TooMany : SaveOutcome;
}
