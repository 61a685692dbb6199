namespace BusQStash.Api.Dlq;

/// <summary>The number of deleted entries, and the cursor of the rest.</summary>
internal sealed record DeleteResponse(int Deleted, string? Cursor);
