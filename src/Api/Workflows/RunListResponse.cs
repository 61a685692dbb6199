namespace BusQStash.Api.Workflows;

internal sealed record RunListResponse(IEnumerable<RunResource> Runs, string? Cursor);
