namespace BusQStash.Client.Publishing;

/// <summary>The wire format of a message in a batch.</summary>
internal sealed record BatchItem(string Destination, string? Queue, IReadOnlyDictionary<string, string> Headers, string? Body);
