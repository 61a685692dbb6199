namespace BusQStash.Store.Stats;

/// <summary>Arithmetic of time steps.</summary>
public static class StatSteps
{
    /// <summary>Length of a step in milliseconds.</summary>
    public static long LengthOf(StatStep step) => step switch
    {
        StatStep.Minute => 60_000,
        StatStep.Hour => 3_600_000,
        _ => 86_400_000,
    };

    /// <summary>Start of the step that contains a time.</summary>
    public static long Floor(long time, StatStep step) => time - (time % LengthOf(step));

    /// <summary>The finest step that divides a span into at most <paramref name="most"/> steps.</summary>
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
