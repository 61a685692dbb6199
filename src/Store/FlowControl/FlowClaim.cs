using BusQStash.Contracts.Messages;

namespace BusQStash.Store.FlowControl;

/// <summary>A message with a flow-control key that a dead process had claimed.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Spec">Its key and limits.</param>
/// <param name="Place">Where it stood in the line; <see langword="null"/> when it was claimed without a permit, by a command of an older version.</param>
internal sealed record FlowClaim(string MessageId, FlowControlSpec Spec, long? Place);
