namespace BusQStash.Api.Dlq;

/// <summary>A page of dead letters; the last one has no cursor.</summary>
internal sealed record DlqListResponse(IEnumerable<DlqEntry> Messages, string? Cursor);
