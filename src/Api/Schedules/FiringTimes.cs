using System.Globalization;

namespace BusQStash.Api.Schedules;

/// <summary>The next firings of a schedule or a cron expression.</summary>
internal sealed record FiringTimes(string Cron, string Zone, bool? Paused, IReadOnlyList<FiringTime> Items)
{
    internal static FiringTimes Of(string cron, CronSchedule schedule, DateTimeOffset after, int count, bool paused = false)
    {
        List<FiringTime> items = [];
        var before = schedule.Zone.GetUtcOffset(after);
        for (var at = schedule.After(after); at is { } instant && items.Count < count; at = schedule.After(instant))
        {
            var offset = schedule.Zone.GetUtcOffset(instant);
            items.Add(new FiringTime(instant.ToUnixTimeMilliseconds(), Text(offset), offset != before));
            before = offset;
        }

        return new FiringTimes(cron, schedule.Zone.Id, paused ? true : null, items);
    }

    private static string Text(TimeSpan offset) =>
        string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(offset.Hours):00}:{Math.Abs(offset.Minutes):00}");
}
