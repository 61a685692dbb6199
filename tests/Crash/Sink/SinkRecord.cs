namespace BusQStash.Crash.Sink;

/// <summary>All the sink logged.</summary>
/// <param name="Attempts">All requests, by the time they started.</param>
/// <param name="Calls">What those to the workflows' endpoint were about.</param>
/// <param name="Notifications">The events it sent.</param>
internal sealed record SinkRecord(IReadOnlyList<SinkAttempt> Attempts, IReadOnlyList<WorkflowCall> Calls, IReadOnlyList<Notification> Notifications);
