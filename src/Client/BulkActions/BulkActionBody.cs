namespace BusQStash.Client.BulkActions;

/// <summary>A bulk action to be begun as it travels.</summary>
internal sealed record BulkActionBody(
    string Kind, IReadOnlyDictionary<string, IReadOnlyList<string>> Filter, DateTimeOffset? ToDate, BulkOverrides? Overrides);
