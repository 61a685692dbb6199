namespace BusQStash.Api.Messages;

/// <summary>The schedule that published a message.</summary>
internal sealed record RelatedSchedule(string ScheduleId);
