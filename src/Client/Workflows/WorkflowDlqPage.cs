namespace BusQStash.Client.Workflows;

/// <summary>The wire format of a page of failed runs.</summary>
internal sealed record WorkflowDlqPage(IReadOnlyList<WorkflowDeadLetter> Messages, string? Cursor);
