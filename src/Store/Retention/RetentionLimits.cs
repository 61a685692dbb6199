namespace BusQStash.Store.Retention;

/// <summary>Retention limits: data older than these times is deleted.</summary>
/// <param name="FinishedBefore">Limit for delivered and canceled messages, with their payloads and events.</param>
/// <param name="DeadLettersBefore">Limit for dead letters and their messages.</param>
/// <param name="Now">Current time: deduplication rows that expired by then are deleted.</param>
public sealed record RetentionLimits(DateTimeOffset FinishedBefore, DateTimeOffset DeadLettersBefore, DateTimeOffset Now);
