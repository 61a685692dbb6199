namespace BusQStash.Store.Workflows;

/// <summary>Restarts failed runs and manages their failure callbacks.</summary>
public interface IFailedRuns
{
    /// <summary>
    /// Creates a new run from a failed one and removes its dead letter, in one transaction. No run is created when the dead letter is gone, or when a run with the new id is alive
    /// (<c>IsTaken</c>).
    /// </summary>
    Task<(bool IsTaken, RevivedRun? Run)> ReviveAsync(RunRevival revival, CancellationToken cancellationToken);

    /// <summary>
    /// Resends a failed failure callback. <see langword="null"/> when the dead letter does not exist; <c>HadFailed</c> is false when the callback has not failed.
    /// </summary>
    Task<(bool HadFailed, RevivedRun? Run)?> RetryFailureAsync(string dlqId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Cancels a failure callback in progress; <see langword="null"/> when the dead letter does not exist.</summary>
    Task<(bool WasRunning, RunEffects Effects)?> CancelFailureAsync(string dlqId, DateTimeOffset now, CancellationToken cancellationToken);
}
