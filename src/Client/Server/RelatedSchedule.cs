namespace BusQStash.Client.Server;

/// <summary>The schedule that published a message.</summary>
/// <param name="ScheduleId">Its id.</param>
/// <param name="Paused">Whether it is paused; <see langword="null"/> once it was deleted.</param>
/// <param name="NextAt">When it fires next.</param>
/// <param name="Error">What went wrong at its last firing.</param>
public sealed record RelatedSchedule(string ScheduleId, bool? Paused = null, DateTimeOffset? NextAt = null, string? Error = null);
