namespace BusQStash.Api.Workflows;

internal sealed record RunDlqListResponse(IEnumerable<RunDlqEntry> Messages, string? Cursor);
