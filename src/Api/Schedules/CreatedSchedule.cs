namespace BusQStash.Api.Schedules;

/// <summary>A created schedule as its creator sees it.</summary>
/// <param name="ScheduleId">Its id, or the original's for a duplicate.</param>
/// <param name="Deduplicated">True for a duplicate, otherwise left out.</param>
internal sealed record CreatedSchedule(string ScheduleId, bool? Deduplicated);
