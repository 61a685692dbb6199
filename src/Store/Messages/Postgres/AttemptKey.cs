namespace BusQStash.Store.Messages.Postgres;

/// <summary>One attempt of a message.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Attempt">Attempts made before it.</param>
internal readonly record struct AttemptKey(string MessageId, int Attempt);
