namespace BusQStash.Api.Schedules;

/// <summary>A schedule as its creator is told of it.</summary>
/// <param name="ScheduleId">Its id, or the first one's for a duplicate.</param>
/// <param name="Deduplicated">True for a duplicate, else left out.</param>
internal sealed record CreatedSchedule(string ScheduleId, bool? Deduplicated);
