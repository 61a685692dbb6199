namespace BusQStash.Client.Workflows;

/// <summary>A page of failed runs as it travels.</summary>
internal sealed record WorkflowDlqPage(IReadOnlyList<WorkflowDeadLetter> Messages, string? Cursor);
