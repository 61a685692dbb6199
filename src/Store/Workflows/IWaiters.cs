namespace BusQStash.Store.Workflows;

/// <summary>Runs that wait for events. Whoever removes a waiter appends its result: exactly one of notification, timeout and the run's end.</summary>
public interface IWaiters
{
    /// <summary>
    /// Registers a waiter, or hands it the oldest event that was kept for it. Both under the run's lock, so no event is lost between nobody waiting and now
    /// somebody does. A second wish of the same step changes nothing.
    /// </summary>
    Task<WaitOutcome> WaitAsync(WaitRequest request, CancellationToken cancellationToken);

    /// <summary>Resumes every run that waits now; lost where none does.</summary>
    Task<NotifyOutcome> NotifyAsync(string eventId, byte[] body, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Resumes one run, or keeps the event until it waits.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="eventId">The event.</param>
    /// <param name="body">What it tells.</param>
    /// <param name="onlyOne">One wait at most is ended, the oldest.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    Task<NotifyOutcome> NotifyRunAsync(string runId, string eventId, byte[] body, bool onlyOne, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The time of a waiter is over. Nothing happens where it was notified before, or its run has ended.</summary>
    Task<RunEffects> TimeOutAsync(string token, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Who waits for an event now.</summary>
    Task<IReadOnlyList<WaiterView>> ListAsync(string eventId, CancellationToken cancellationToken);
}
