namespace BusQStash.Api.Messages;

/// <summary>The schedule that made a message.</summary>
internal sealed record RelatedSchedule(string ScheduleId);
