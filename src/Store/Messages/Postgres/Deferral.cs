namespace BusQStash.Store.Messages.Postgres;

/// <summary>A deferred attempt.</summary>
/// <param name="Key">The attempt.</param>
/// <param name="DueAt">The new due time, unix milliseconds.</param>
internal readonly record struct Deferral(AttemptKey Key, long DueAt);
