using BusQStash.Contracts.Messages;

namespace BusQStash.Store.FlowControl;

/// <summary>A message of a lane that waits for a permit.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Spec">Its flow control.</param>
/// <param name="Ticket">The number this process gave the request. The grant repeats it, so that a grant for an earlier request is recognised.</param>
public sealed record LanePermitRequest(string MessageId, FlowControlSpec Spec, long Ticket);
