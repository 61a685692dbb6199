using System.Text.Json.Serialization;

namespace BusQStash.Client.BulkActions;

/// <summary>The wire format of a page of bulk actions.</summary>
internal sealed record BulkActionPage([property: JsonPropertyName("bulkActions")] IReadOnlyList<BulkAction> Actions, string? Cursor);
