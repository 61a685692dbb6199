namespace BusQStash.Store.Stats;

/// <summary>Arithmetic of steps of time.</summary>
public static class StatSteps
{
    /// <summary>How long a step is, in milliseconds.</summary>
    public static long LengthOf(StatStep step) => step switch
    {
        StatStep.Minute => 60_000,
        StatStep.Hour => 3_600_000,
        _ => 86_400_000,
    };

    /// <summary>The beginning of the step a time lies in.</summary>
    public static long Floor(long time, StatStep step) => time - (time % LengthOf(step));

    /// <summary>The finest step that takes at most so many for a span.</summary>
    public static StatStep FinestFor(long span, int most)
    {
        foreach (var step in new[] { StatStep.Minute, StatStep.Hour })
        {
            if (span / LengthOf(step) < most)
            {
                return step;
            }
        }

        return StatStep.Day;
    }
}
