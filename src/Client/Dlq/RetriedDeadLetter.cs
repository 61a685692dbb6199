namespace BusQStash.Client.Dlq;

/// <summary>What became of a dead letter that was to be published again.</summary>
/// <param name="MessageId">The new message; <see langword="null"/> when it was refused, and the dead letter is still there.</param>
/// <param name="Deduplicated">Whether it was recognised as one that is already there.</param>
/// <param name="Error">Why it was refused.</param>
public sealed record RetriedDeadLetter(string? MessageId, bool Deduplicated = false, string? Error = null);
