using BusQStash.Contracts.Messages;

namespace BusQStash.Store.FlowControl;

/// <summary>A message with a flow-control key that a dead process had claimed.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Spec">Place where it was in the line; <see langword="null"/> when an older version's command claimed it without a permit.</param>
/// <param name="Place">Its former place in the line; <see langword="null"/> when an older version's command claimed it without a permit.</param>
internal sealed record FlowClaim(string MessageId, FlowControlSpec Spec, long? Place);
