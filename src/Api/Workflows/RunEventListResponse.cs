namespace BusQStash.Api.Workflows;

/// <summary>A page of single events; the last one has no cursor.</summary>
internal sealed record RunEventListResponse(IEnumerable<RunEventResource> Events, string? Cursor);
