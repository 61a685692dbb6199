namespace BusQStash.Client.Workflows;

/// <summary>The results of reviving failed runs, and the cursor for the next call.</summary>
internal sealed record RevivedRunPage(IReadOnlyList<TriggeredRun> WorkflowRuns, string? Cursor);
