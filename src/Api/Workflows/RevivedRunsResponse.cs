namespace BusQStash.Api.Workflows;

/// <summary>Runs that go on for failed ones; the last page has an empty cursor.</summary>
internal sealed record RevivedRunsResponse(IReadOnlyList<TriggeredRun> WorkflowRuns, string Cursor);
