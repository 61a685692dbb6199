namespace BusQStash.Store.Schedules;

/// <summary>What became of a <see cref="NewSchedule"/>.</summary>
public abstract record SaveOutcome
{
    private SaveOutcome()
    {
    }

    /// <summary>It is there, new or in the place of an older one.</summary>
    public sealed record Saved : SaveOutcome;

    /// <summary>Its deduplication key stands for another schedule; nothing changed.</summary>
    /// <param name="ScheduleId">That one.</param>
    public sealed record Duplicate(string ScheduleId) : SaveOutcome;

    /// <summary>There are as many schedules as there may be; nothing changed.</summary>
    public sealed record TooMany : SaveOutcome;
}
