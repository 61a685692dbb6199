namespace BusQStash.Client.Workflows;

/// <summary>Failed runs. Whoever goes on or begins again gets a run with a new id, and the dead letter is gone.</summary>
public interface IWorkflowDlqClient
{
    /// <summary>The failed runs that fit, page after page as they are read.</summary>
    IAsyncEnumerable<WorkflowDeadLetter> ListAsync(WorkflowDlqFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>One page of them.</summary>
    /// <param name="filter">Which. <see langword="null"/>: all.</param>
    /// <param name="cursor">From the page before. <see langword="null"/>: the first page.</param>
    /// <param name="count">Most entries, 1 to 100.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<Page<WorkflowDeadLetter>> ListPageAsync(
        WorkflowDlqFilter? filter = null, string? cursor = null, int? count = null, CancellationToken cancellationToken = default);

    /// <summary>One failed run.</summary>
    /// <exception cref="BusQStashException">404: unknown.</exception>
    Task<WorkflowDeadLetter> GetAsync(string dlqId, CancellationToken cancellationToken = default);

    /// <summary>Deletes one failed run from the dead letter queue.</summary>
    /// <exception cref="BusQStashException">404: unknown, or gone.</exception>
    Task DeleteAsync(string dlqId, CancellationToken cancellationToken = default);

    /// <summary>Deletes all that fit, in as many calls as it takes.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="ArgumentException">The filter is empty: that would be all of them, which <see cref="DeleteAllAsync"/> says in so many words.</exception>
    Task<int> DeleteAsync(WorkflowDlqFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Deletes every one.</summary>
    /// <returns>How many.</returns>
    Task<int> DeleteAllAsync(CancellationToken cancellationToken = default);

    /// <summary>Goes on at the failed step; finished steps keep their results.</summary>
    /// <param name="dlqId">Which.</param>
    /// <param name="changes">What shall be otherwise than in the failed run. <see langword="null"/>: nothing.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="BusQStashException">404: unknown, or gone. 400: not one of a run.</exception>
    Task<TriggeredRun> ResumeAsync(string dlqId, TriggerOptions? changes = null, CancellationToken cancellationToken = default);

    /// <summary>The same for all that fit, page after page as the results are read: stop reading and the rest stays.</summary>
    /// <exception cref="ArgumentException">The filter is empty: that would be all of them, which <see cref="ResumeAllAsync"/> says in so many words.</exception>
    IAsyncEnumerable<TriggeredRun> ResumeAsync(WorkflowDlqFilter filter, TriggerOptions? changes = null, CancellationToken cancellationToken = default);

    /// <summary>The same for every one.</summary>
    IAsyncEnumerable<TriggeredRun> ResumeAllAsync(TriggerOptions? changes = null, CancellationToken cancellationToken = default);

    /// <summary>Begins again with the same payload.</summary>
    /// <param name="dlqId">Which.</param>
    /// <param name="changes">What shall be otherwise than in the failed run. <see langword="null"/>: nothing.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="BusQStashException">404: unknown, or gone. 400: not one of a run.</exception>
    Task<TriggeredRun> RestartAsync(string dlqId, TriggerOptions? changes = null, CancellationToken cancellationToken = default);

    /// <summary>The same for all that fit, page after page as the results are read: stop reading and the rest stays.</summary>
    /// <exception cref="ArgumentException">The filter is empty: that would be all of them, which <see cref="RestartAllAsync"/> says in so many words.</exception>
    IAsyncEnumerable<TriggeredRun> RestartAsync(WorkflowDlqFilter filter, TriggerOptions? changes = null, CancellationToken cancellationToken = default);

    /// <summary>The same for every one.</summary>
    IAsyncEnumerable<TriggeredRun> RestartAllAsync(TriggerOptions? changes = null, CancellationToken cancellationToken = default);

    /// <summary>Runs a failure function again that was given up.</summary>
    /// <exception cref="BusQStashException">404: unknown, or gone. 400: it has not failed.</exception>
    Task<TriggeredRun> RunFailureFunctionAsync(string dlqId, CancellationToken cancellationToken = default);

    /// <summary>Cancels a failure function that is on its way.</summary>
    /// <exception cref="BusQStashException">404: unknown, or gone. 400: it is not on its way. After a broken connection that may be this call's own doing.</exception>
    Task CancelFailureFunctionAsync(string dlqId, CancellationToken cancellationToken = default);
}
