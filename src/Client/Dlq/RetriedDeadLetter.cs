namespace BusQStash.Client.Dlq;

/// <summary>The result of publishing a dead letter again.</summary>
/// <param name="MessageId">The new message; <see langword="null"/> when it was refused, in which case the dead letter remains.</param>
/// <param name="Deduplicated">Whether it was recognised as a duplicate of an accepted message.</param>
/// <param name="Error">Why it was refused.</param>
public sealed record RetriedDeadLetter(string? MessageId, bool Deduplicated = false, string? Error = null);
