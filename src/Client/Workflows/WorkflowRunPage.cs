namespace BusQStash.Client.Workflows;

/// <summary>A page of runs as it travels.</summary>
internal sealed record WorkflowRunPage(IReadOnlyList<WorkflowRun> Runs, string? Cursor);
