namespace BusQStash.Client.Workflows;

/// <summary>What a call made of failed runs, and how to go on.</summary>
internal sealed record RevivedRunPage(IReadOnlyList<TriggeredRun> WorkflowRuns, string? Cursor);
