namespace BusQStash.Api.Messages;

/// <summary>How many messages were canceled.</summary>
internal sealed record CancelResponse(int Cancelled);
