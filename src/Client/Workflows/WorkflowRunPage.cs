namespace BusQStash.Client.Workflows;

/// <summary>The wire format of a page of runs.</summary>
internal sealed record WorkflowRunPage(IReadOnlyList<WorkflowRun> Runs, string? Cursor);
