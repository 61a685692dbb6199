using BusQStash.Api.Messages;

namespace BusQStash.Api.Dlq;

/// <summary>The message a dead letter that no longer exists was retried as.</summary>
/// <param name="MessageId">The message that had failed.</param>
/// <param name="RetriedAs">The new message.</param>
internal sealed record DeadLetterSuccessor(string MessageId, RelatedMessage RetriedAs);
