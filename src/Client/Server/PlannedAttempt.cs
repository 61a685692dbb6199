namespace BusQStash.Client.Server;

/// <summary>An attempt that would still follow.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="At">When it would be made.</param>
/// <param name="DelayMs">How long after the failure of the one before, in milliseconds.</param>
public sealed record PlannedAttempt(int Number, DateTimeOffset At, long DelayMs);
