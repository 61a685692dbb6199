namespace BusQStash.Client.Server;

/// <summary>The URL group a message was published to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="EndpointName">The name of the message's endpoint.</param>
/// <param name="Endpoints">How many endpoints it has now; <see langword="null"/> once it was deleted.</param>
public sealed record RelatedUrlGroup(string Name, string? EndpointName = null, int? Endpoints = null);
