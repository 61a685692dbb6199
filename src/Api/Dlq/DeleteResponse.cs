namespace BusQStash.Api.Dlq;

/// <summary>How many entries were deleted, and where to go on when there are more.</summary>
internal sealed record DeleteResponse(int Deleted, string? Cursor);
