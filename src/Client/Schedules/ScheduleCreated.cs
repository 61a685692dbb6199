namespace BusQStash.Client.Schedules;

/// <summary>The answer to creating a schedule.</summary>
internal sealed record ScheduleCreated(string ScheduleId);
