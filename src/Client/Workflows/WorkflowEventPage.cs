namespace BusQStash.Client.Workflows;

/// <summary>A page of events as it travels.</summary>
internal sealed record WorkflowEventPage(IReadOnlyList<WorkflowEvent> Events, string? Cursor);
