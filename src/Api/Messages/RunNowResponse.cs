namespace BusQStash.Api.Messages;

/// <summary>The message that is delivered now.</summary>
internal sealed record RunNowResponse(string MessageId);
