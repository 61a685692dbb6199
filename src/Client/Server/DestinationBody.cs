namespace BusQStash.Client.Server;

/// <summary>A destination to be checked as it travels.</summary>
internal sealed record DestinationBody(string Url);
