namespace BusQStash.Api.Messages;

/// <summary>The result of a cancel: how many messages were canceled, or found by a cancel by filter.</summary>
/// <param name="Cancelled">The number of messages.</param>
/// <param name="ActionId">The action that continues in the background.</param>
internal sealed record CancelResponse(long Cancelled, string? ActionId = null);
