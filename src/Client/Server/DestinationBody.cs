namespace BusQStash.Client.Server;

/// <summary>The wire format of a request to check a destination.</summary>
internal sealed record DestinationBody(string Url);
