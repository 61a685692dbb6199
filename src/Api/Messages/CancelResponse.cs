namespace BusQStash.Api.Messages;

/// <summary>How many messages were canceled; for a cancel by filter, how many it found.</summary>
/// <param name="Cancelled">How many.</param>
/// <param name="ActionId">The action that goes on in the background.</param>
internal sealed record CancelResponse(long Cancelled, string? ActionId = null);
