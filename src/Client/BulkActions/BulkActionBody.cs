namespace BusQStash.Client.BulkActions;

/// <summary>The wire format of a request for a bulk action.</summary>
internal sealed record BulkActionBody(
    string Kind, IReadOnlyDictionary<string, IReadOnlyList<string>> Filter, DateTimeOffset? ToDate, BulkOverrides? Overrides);
