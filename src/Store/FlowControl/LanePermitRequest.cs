using BusQStash.Contracts.Messages;

namespace BusQStash.Store.FlowControl;

/// <summary>A permit request for a message of a lane.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Spec">Its flow control.</param>
/// <param name="Ticket">The number this process gave the request. The grant returns it, so that a grant for an earlier request is recognized.</param>
public sealed record LanePermitRequest(string MessageId, FlowControlSpec Spec, long Ticket);
