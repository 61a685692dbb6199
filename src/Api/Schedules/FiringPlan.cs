namespace BusQStash.Api.Schedules;

/// <summary>What is to be done about a schedule that is due.</summary>
/// <param name="Instants">The instants to fire now, in their order.</param>
/// <param name="NextAt">Where the schedule stands afterwards; <see langword="null"/> for never again.</param>
/// <param name="Skipped">Instants were left out because they are too old.</param>
internal sealed record FiringPlan(IReadOnlyList<DateTimeOffset> Instants, DateTimeOffset? NextAt, bool Skipped)
{
    /// <summary>Instants missed by at most the grace are made up, each once; older ones are skipped.</summary>
    /// <param name="cron">When the schedule fires.</param>
    /// <param name="due">The instant it stands at.</param>
    /// <param name="now">The time.</param>
    /// <param name="grace">How late an instant may be.</param>
    /// <param name="max">Most instants of one plan; the rest is due again at once.</param>
    internal static FiringPlan Make(CronSchedule cron, DateTimeOffset due, DateTimeOffset now, TimeSpan grace, int max)
    {
        var oldest = now - grace;
        var skipped = due < oldest;
        DateTimeOffset? instant = skipped ? cron.From(oldest, due) : due;
        List<DateTimeOffset> instants = [];
        while (instant <= now && instants.Count < max)
        {
            instants.Add(instant.Value);
            instant = cron.After(instant.Value);
        }

        return new FiringPlan(instants, instant, skipped);
    }
}
