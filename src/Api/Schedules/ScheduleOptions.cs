using System.ComponentModel.DataAnnotations;

namespace BusQStash.Api.Schedules;

/// <summary>How schedules fire. Give all Apis of a ledger the same values.</summary>
internal sealed class ScheduleOptions
{
    internal const string SectionName = "BusQStash:Schedules";

    /// <summary>Most schedules there may be; one more is answered with 412. Default: 50 000.</summary>
    [Range(0, int.MaxValue)]
    public int MaxSchedules { get; set; } = 50_000;

    /// <summary>How late a firing may be: what is missed by more, because no Api was running, is skipped. Default: a minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan MisfireGrace { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a claim hides a schedule from the other Apis; one that dies while it fires delays that firing by as much. Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan Hold { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time between two looks for what is due. A known instant is woken up for earlier. Default: half a second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromMilliseconds(500);
}
