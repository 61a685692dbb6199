namespace BusQStash.Api.Messages;

/// <summary>The URL group a message was published to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="EndpointName">The name of the message's endpoint.</param>
/// <param name="Endpoints">How many endpoints it has now; left out when it was deleted.</param>
internal sealed record RelatedGroup(string Name, string? EndpointName, int? Endpoints);
