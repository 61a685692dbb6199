namespace BusQStash.Client.Server;

/// <summary>What became of a dead letter that was retried.</summary>
/// <param name="MessageId">The message that had failed.</param>
/// <param name="RetriedAs">The new message.</param>
public sealed record DeadLetterRetry(string MessageId, RelatedMessage RetriedAs);
