namespace BusQStash.Client.Server;

/// <summary>An attempt that would still follow.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="At">When it would be made.</param>
/// <param name="DelayMs">Wait after the failure of the previous attempt, in milliseconds.</param>
public sealed record PlannedAttempt(int Number, DateTimeOffset At, long DelayMs);
