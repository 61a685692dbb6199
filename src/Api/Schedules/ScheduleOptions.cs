using System.ComponentModel.DataAnnotations;

namespace BusQStash.Api.Schedules;

/// <summary>How schedules fire. Configure the same values on all Apis of a ledger.</summary>
internal sealed class ScheduleOptions
{
    internal const string SectionName = "BusQStash:Schedules";

    /// <summary>Most schedules of the ledger; creating another is refused with 412. Default: 50 000.</summary>
    [Range(0, int.MaxValue)]
    public int MaxSchedules { get; set; } = 50_000;

    /// <summary>Misfire grace: how late a firing may be. Instants missed by more, because no Api was running, are skipped. Default: one minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan MisfireGrace { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Longest time between two polls for due schedules. A known instant wakes the loop earlier. Default: half a second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromMilliseconds(500);
}
