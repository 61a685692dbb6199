namespace BusQStash.Client.Workflows;

/// <summary>Failed runs in the dead letter queue. Resuming or restarting one creates a run with a new id and removes the dead letter.</summary>
public interface IWorkflowDlqClient
{
    /// <summary>The failed runs that match, fetched page by page as they are enumerated.</summary>
    IAsyncEnumerable<WorkflowDeadLetter> ListAsync(WorkflowDlqFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>One page of them.</summary>
    /// <param name="filter">The selection. <see langword="null"/>: all.</param>
    /// <param name="cursor">The cursor of the previous page. <see langword="null"/>: the first page.</param>
    /// <param name="count">Maximum number of entries, 1 to 100.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<Page<WorkflowDeadLetter>> ListPageAsync(
        WorkflowDlqFilter? filter = null, string? cursor = null, int? count = null, CancellationToken cancellationToken = default);

    /// <summary>One failed run.</summary>
    /// <exception cref="BusQStashException">404: unknown.</exception>
    Task<WorkflowDeadLetter> GetAsync(string dlqId, CancellationToken cancellationToken = default);

    /// <summary>Deletes one failed run from the dead letter queue.</summary>
    /// <exception cref="BusQStashException">404: unknown, or already gone.</exception>
    Task DeleteAsync(string dlqId, CancellationToken cancellationToken = default);

    /// <summary>Deletes all that match, in as many calls as it takes.</summary>
    /// <returns>The number of them.</returns>
    /// <exception cref="ArgumentException">The filter is empty: that would select all of them; call <see cref="DeleteAllAsync"/> for that.</exception>
    Task<int> DeleteAsync(WorkflowDlqFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Deletes every one.</summary>
    /// <returns>The number of them.</returns>
    Task<int> DeleteAllAsync(CancellationToken cancellationToken = default);

    /// <summary>Resumes the run at the failed step; finished steps keep their results.</summary>
    /// <param name="dlqId">The dead letter's id.</param>
    /// <param name="changes">Overrides of the failed run's settings. <see langword="null"/>: none.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="BusQStashException">404: unknown, or already gone. 400: it does not belong to a run.</exception>
    Task<TriggeredRun> ResumeAsync(string dlqId, TriggerOptions? changes = null, CancellationToken cancellationToken = default);

    /// <summary>The same for all that match, page by page as the results are enumerated: when the caller stops, the rest is unchanged.</summary>
    /// <exception cref="ArgumentException">The filter is empty: that would select all of them; call <see cref="ResumeAllAsync"/> for that.</exception>
    IAsyncEnumerable<TriggeredRun> ResumeAsync(WorkflowDlqFilter filter, TriggerOptions? changes = null, CancellationToken cancellationToken = default);

    /// <summary>The same for every one.</summary>
    IAsyncEnumerable<TriggeredRun> ResumeAllAsync(TriggerOptions? changes = null, CancellationToken cancellationToken = default);

    /// <summary>Restarts the run with the same payload.</summary>
    /// <param name="dlqId">The dead letter's id.</param>
    /// <param name="changes">Overrides of the failed run's settings. <see langword="null"/>: none.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="BusQStashException">404: unknown, or already gone. 400: it does not belong to a run.</exception>
    Task<TriggeredRun> RestartAsync(string dlqId, TriggerOptions? changes = null, CancellationToken cancellationToken = default);

    /// <summary>The same for all that match, page by page as the results are enumerated: when the caller stops, the rest is unchanged.</summary>
    /// <exception cref="ArgumentException">The filter is empty: that would select all of them; call <see cref="RestartAllAsync"/> for that.</exception>
    IAsyncEnumerable<TriggeredRun> RestartAsync(WorkflowDlqFilter filter, TriggerOptions? changes = null, CancellationToken cancellationToken = default);

    /// <summary>The same for every one.</summary>
    IAsyncEnumerable<TriggeredRun> RestartAllAsync(TriggerOptions? changes = null, CancellationToken cancellationToken = default);

    /// <summary>Runs again a failure function that was given up.</summary>
    /// <exception cref="BusQStashException">404: unknown, or already gone. 400: it has not failed.</exception>
    Task<TriggeredRun> RunFailureFunctionAsync(string dlqId, CancellationToken cancellationToken = default);

    /// <summary>Cancels a failure function that is in progress.</summary>
    /// <exception cref="BusQStashException">404: unknown, or already gone. 400: it is not in progress. After a broken connection this very call may have canceled it.</exception>
    Task CancelFailureFunctionAsync(string dlqId, CancellationToken cancellationToken = default);
}
