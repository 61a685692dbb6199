namespace BusQStash.Store.Workflows;

/// <summary>Failed runs: running them again, and their failure callbacks.</summary>
public interface IFailedRuns
{
    /// <summary>
    /// Makes a new run of a failed one and removes its dead letter, in one transaction. Nothing when that is gone, and nothing when a run of the new one's id is alive (taken).
    /// </summary>
    Task<(bool IsTaken, RevivedRun? Run)> ReviveAsync(RunRevival revival, CancellationToken cancellationToken);

    /// <summary>
    /// Sends a failed failure callback again. Not when there is no such dead letter (<see langword="null"/>) or the callback has not failed (false).
    /// </summary>
    Task<(bool HadFailed, RevivedRun? Run)?> RetryFailureAsync(string dlqId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Cancels a failure callback on its way; as above where there is none.</summary>
    Task<(bool WasRunning, RunEffects Effects)?> CancelFailureAsync(string dlqId, DateTimeOffset now, CancellationToken cancellationToken);
}
