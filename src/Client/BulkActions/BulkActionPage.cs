using System.Text.Json.Serialization;

namespace BusQStash.Client.BulkActions;

/// <summary>A page of bulk actions as it travels.</summary>
internal sealed record BulkActionPage([property: JsonPropertyName("bulkActions")] IReadOnlyList<BulkAction> Actions, string? Cursor);
