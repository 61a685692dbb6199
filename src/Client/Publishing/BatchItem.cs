namespace BusQStash.Client.Publishing;

/// <summary>A message of a batch as it travels.</summary>
internal sealed record BatchItem(string Destination, string? Queue, IReadOnlyDictionary<string, string> Headers, string? Body);
