namespace BusQStash.Crash.Sink;

/// <summary>A line of the workflows' log: a call or a notification.</summary>
internal sealed record WorkflowLogEntry(WorkflowCall? Call, Notification? Notification);
