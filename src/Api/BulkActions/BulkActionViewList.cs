namespace BusQStash.Api.BulkActions;

/// <summary>A page of bulk actions; the last one has no cursor.</summary>
internal sealed record BulkActionViewList(IReadOnlyList<BulkActionView> Items, string? Cursor);
