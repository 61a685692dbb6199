namespace BusQStash.Api.Workflows;

/// <summary>New runs that resume or restart failed ones; the last page has an empty cursor.</summary>
internal sealed record RevivedRunsResponse(IReadOnlyList<TriggeredRun> WorkflowRuns, string Cursor);
