namespace BusQStash.Store.Retention;

/// <summary>Ages beyond which things are forgotten.</summary>
/// <param name="FinishedBefore">Delivered and canceled messages, their payloads and events.</param>
/// <param name="DeadLettersBefore">Dead letters and their messages.</param>
/// <param name="Now">Deduplication rows that have run out by now.</param>
public sealed record RetentionLimits(DateTimeOffset FinishedBefore, DateTimeOffset DeadLettersBefore, DateTimeOffset Now);
