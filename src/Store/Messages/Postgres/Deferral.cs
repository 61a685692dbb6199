namespace BusQStash.Store.Messages.Postgres;

/// <summary>An attempt that is put off.</summary>
/// <param name="Key">The attempt.</param>
/// <param name="DueAt">Until when, unix milliseconds.</param>
internal readonly record struct Deferral(AttemptKey Key, long DueAt);
