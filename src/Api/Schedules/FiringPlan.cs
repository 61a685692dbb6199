using System.Globalization;

namespace BusQStash.Api.Schedules;

/// <summary>The instants a due schedule fires now (misfire policy), and its next position.</summary>
/// <param name="Instants">The instants to fire now, in order.</param>
/// <param name="NextAt">The schedule's position afterwards; <see langword="null"/> when it never fires again.</param>
/// <param name="Skipped">Whether instants were skipped as too old.</param>
internal sealed record FiringPlan(IReadOnlyList<DateTimeOffset> Instants, DateTimeOffset? NextAt, bool Skipped)
{
    /// <summary>What is recorded as the schedule's error if instants from <paramref name="due"/> on were skipped. The next firing that skips none clears it.</summary>
    internal string? SkippedText(DateTimeOffset due) => Skipped
        ? string.Create(CultureInfo.InvariantCulture, $"firings from {due:yyyy-MM-dd HH:mm:ss} UTC on were skipped: they could not be made in time")
        : null;

    /// <summary>Plans a firing: instants missed by at most the grace period are made up, each once; older misfires are skipped.</summary>
    /// <param name="cron">When the schedule fires.</param>
    /// <param name="due">The instant the schedule is due at.</param>
    /// <param name="now">The current time.</param>
    /// <param name="grace">How late an instant may be.</param>
    /// <param name="max">Most instants of one plan; the rest is due again immediately.</param>
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
