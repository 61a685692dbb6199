namespace BusQStash.Client.Workflows;

/// <summary>The wire format of a page of events.</summary>
internal sealed record WorkflowEventPage(IReadOnlyList<WorkflowEvent> Events, string? Cursor);
