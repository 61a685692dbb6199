namespace BusQStash.Crash.Sink;

/// <summary>The sink's logs.</summary>
/// <param name="Attempts">All requests, ordered by start.</param>
/// <param name="Calls">Details of the requests to the workflows' endpoint.</param>
/// <param name="Notifications">The events it sent.</param>
internal sealed record SinkRecord(IReadOnlyList<SinkAttempt> Attempts, IReadOnlyList<WorkflowCall> Calls, IReadOnlyList<Notification> Notifications);
