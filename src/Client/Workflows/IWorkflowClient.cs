using BusQStash.Client.Publishing;

namespace BusQStash.Client.Workflows;

/// <summary>Workflow runs: starts, resumes, cancels and lists them.</summary>
public interface IWorkflowClient
{
    /// <summary>Failed runs.</summary>
    IWorkflowDlqClient Dlq { get; }

    /// <summary>Starts a run. The server asks the endpoint to start it, whatever SDK the endpoint uses.</summary>
    /// <param name="workflowUrl">The workflow's endpoint, http or https.</param>
    /// <param name="body">The payload. <see langword="null"/>: none.</param>
    /// <param name="options">All other settings. <see langword="null"/>: a new id, the server's default retries, no delay.</param>
    /// <param name="cancellationToken">Stops waiting; the run may still be started.</param>
    Task<TriggeredRun> TriggerAsync(string workflowUrl, MessageBody? body = null, TriggerOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Starts several runs in one call: all or none.</summary>
    /// <returns>One run each, in their order.</returns>
    /// <exception cref="ArgumentException">A payload is not text (UTF-8): a batch travels as JSON and cannot carry it.</exception>
    Task<IReadOnlyList<TriggeredRun>> TriggerAsync(IEnumerable<WorkflowTrigger> triggers, CancellationToken cancellationToken = default);

    /// <summary>Cancels a run. No effect on a run that has ended.</summary>
    /// <exception cref="BusQStashException">404: no run ever had this id.</exception>
    Task CancelAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>Cancels all active runs that match, in as many calls as it takes.</summary>
    /// <returns>The number of them.</returns>
    /// <exception cref="ArgumentException">The filter is empty: that would select all runs; call <see cref="CancelAllAsync"/> for that.</exception>
    Task<int> CancelAsync(WorkflowRunFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Cancels every active run.</summary>
    /// <returns>The number of them.</returns>
    Task<int> CancelAllAsync(CancellationToken cancellationToken = default);

    /// <summary>The same as <see cref="CancelAsync(WorkflowRunFilter, CancellationToken)"/>, in the background.</summary>
    /// <returns>The bulk action, to follow through <see cref="IBusQStashClient.BulkActions"/>; <see langword="null"/> when the server finished at once.</returns>
    Task<string?> StartCancelAsync(WorkflowRunFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Resumes every run that waits for an event. If no run waits, the event is lost.</summary>
    /// <param name="eventId">The event.</param>
    /// <param name="data">Its data. <see langword="null"/>: none.</param>
    /// <param name="cancellationToken">Stops waiting; runs may still be resumed.</param>
    /// <returns>The waiters that were resumed.</returns>
    Task<IReadOnlyList<NotifiedWaiter>> NotifyAsync(string eventId, MessageBody? data = null, CancellationToken cancellationToken = default);

    /// <summary>Resumes one run. If the run does not wait yet, the event is kept until it does.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="eventId">The event.</param>
    /// <param name="data">Its data. <see langword="null"/>: none.</param>
    /// <param name="cancellationToken">Stops waiting; the run may still be resumed.</param>
    /// <returns>Its waiters, if it waited.</returns>
    Task<IReadOnlyList<NotifiedWaiter>> NotifyRunAsync(string runId, string eventId, MessageBody? data = null, CancellationToken cancellationToken = default);

    /// <summary>The runs that wait for an event.</summary>
    Task<IReadOnlyList<Waiter>> WaitersAsync(string eventId, CancellationToken cancellationToken = default);

    /// <summary>The runs that match, with their steps, newest first, fetched page by page as they are enumerated.</summary>
    IAsyncEnumerable<WorkflowRun> ListAsync(WorkflowRunFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>One page of them.</summary>
    /// <param name="filter">The selection. <see langword="null"/>: all.</param>
    /// <param name="cursor">The cursor of the previous page. <see langword="null"/>: the first page.</param>
    /// <param name="count">Maximum number of runs, 1 to 10.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<Page<WorkflowRun>> ListPageAsync(
        WorkflowRunFilter? filter = null, string? cursor = null, int? count = null, CancellationToken cancellationToken = default);

    /// <summary>Single events of the runs that match, newest first, fetched page by page as they are enumerated.</summary>
    /// <param name="filter">The selection. <see langword="null"/>: all. Its times apply to the events.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    IAsyncEnumerable<WorkflowEvent> ListEventsAsync(WorkflowRunFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>The last run with an id; <see langword="null"/> when the logs have none.</summary>
    Task<WorkflowRun?> FindAsync(string runId, CancellationToken cancellationToken = default);
}
