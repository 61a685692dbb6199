using BusQStash.Contracts.Messages;

namespace BusQStash.Store.FlowControl;

/// <summary>A message of a lane that waits for a permit.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Spec">Its flow control.</param>
/// <param name="Ticket">The number this process gave the wish; a grant names it, so that one that comes late is recognised.</param>
public sealed record LanePermitRequest(string MessageId, FlowControlSpec Spec, long Ticket);
