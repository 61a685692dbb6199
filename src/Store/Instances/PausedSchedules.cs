namespace BusQStash.Store.Instances;

/// <summary>The paused schedules.</summary>
/// <param name="Count">How many, up to the limit.</param>
/// <param name="FirstId">The first of them by id.</param>
public sealed record PausedSchedules(int Count, string? FirstId);
