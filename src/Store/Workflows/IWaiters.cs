namespace BusQStash.Store.Workflows;

/// <summary>Runs that wait for events. The transaction that removes a waiter appends its result: exactly one of notification, timeout and the run's end.</summary>
public interface IWaiters
{
    /// <summary>
    /// Registers a waiter, or passes it the oldest event stored for it. Both happen under the run's lock, so no event is lost between the check and the registration. A repeated
    /// request of the same step changes nothing.
    /// </summary>
    Task<WaitOutcome> WaitAsync(WaitRequest request, CancellationToken cancellationToken);

    /// <summary>Resumes every run that waits for the event now; without a waiter the event is lost.</summary>
    /// <param name="eventId">The event.</param>
    /// <param name="body">The event's data.</param>
    /// <param name="reaches">Which runs are resumed, by their endpoint's URL; <see langword="null"/> for all.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Cancels the wait for the result.</param>
    Task<NotifyOutcome> NotifyAsync(string eventId, byte[] body, Func<string, bool>? reaches, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Resumes one run, or stores the event until the run waits for it.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="eventId">The event.</param>
    /// <param name="body">The event's data.</param>
    /// <param name="onlyOne">Ends at most one wait, the oldest.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Cancels the wait for the result.</param>
    Task<NotifyOutcome> NotifyRunAsync(string runId, string eventId, byte[] body, bool onlyOne, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Ends a wait that has timed out. Does nothing if the waiter was notified before or its run has ended.</summary>
    Task<RunEffects> TimeOutAsync(string token, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The waiters of an event.</summary>
    Task<IReadOnlyList<WaiterView>> ListAsync(string eventId, CancellationToken cancellationToken);
}
