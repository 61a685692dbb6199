namespace BusQStash.Api.Messages;

/// <summary>The URL group a message was published to.</summary>
internal sealed record RelatedGroup(string Name, string? EndpointName);
