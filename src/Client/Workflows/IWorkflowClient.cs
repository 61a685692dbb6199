using BusQStash.Client.Publishing;

namespace BusQStash.Client.Workflows;

/// <summary>Workflow runs: starts them, resumes those that wait, cancels them, shows how they are doing.</summary>
public interface IWorkflowClient
{
    /// <summary>Failed runs.</summary>
    IWorkflowDlqClient Dlq { get; }

    /// <summary>Starts a run. Its endpoint is asked to start it itself, whatever SDK it uses.</summary>
    /// <param name="workflowUrl">The workflow's endpoint, http or https.</param>
    /// <param name="body">The payload. <see langword="null"/>: none.</param>
    /// <param name="options">Everything else. <see langword="null"/>: a new id, the server's default retries, no delay.</param>
    /// <param name="cancellationToken">Gives up waiting; the run may be started all the same.</param>
    Task<TriggeredRun> TriggerAsync(string workflowUrl, MessageBody? body = null, TriggerOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Starts several runs in one call: all of them or none.</summary>
    /// <returns>A run each, in their order.</returns>
    /// <exception cref="ArgumentException">A payload is no text (UTF-8): a batch travels as JSON and cannot carry it.</exception>
    Task<IReadOnlyList<TriggeredRun>> TriggerAsync(IEnumerable<WorkflowTrigger> triggers, CancellationToken cancellationToken = default);

    /// <summary>Cancels a run; one that has ended stays as it is.</summary>
    /// <exception cref="BusQStashException">404: no run ever had this id.</exception>
    Task CancelAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>Cancels all living runs that fit, in as many calls as it takes.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="ArgumentException">The filter is empty: that would be all runs, which <see cref="CancelAllAsync"/> says in so many words.</exception>
    Task<int> CancelAsync(WorkflowRunFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Cancels every living run.</summary>
    /// <returns>How many.</returns>
    Task<int> CancelAllAsync(CancellationToken cancellationToken = default);

    /// <summary>The same as <see cref="CancelAsync(WorkflowRunFilter, CancellationToken)"/>, in the background.</summary>
    /// <returns>The bulk action, to be followed through <see cref="IBusQStashClient.BulkActions"/>; <see langword="null"/> when the server was done at once.</returns>
    Task<string?> StartCancelAsync(WorkflowRunFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Resumes every run that waits for an event. Where none waits, the event is lost.</summary>
    /// <param name="eventId">The event.</param>
    /// <param name="data">Its data. <see langword="null"/>: none.</param>
    /// <param name="cancellationToken">Gives up waiting; runs may be resumed all the same.</param>
    /// <returns>Those that waited.</returns>
    Task<IReadOnlyList<NotifiedWaiter>> NotifyAsync(string eventId, MessageBody? data = null, CancellationToken cancellationToken = default);

    /// <summary>Resumes one run. Where it does not wait yet, the event is kept until it does.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="eventId">The event.</param>
    /// <param name="data">Its data. <see langword="null"/>: none.</param>
    /// <param name="cancellationToken">Gives up waiting; the run may be resumed all the same.</param>
    /// <returns>Its waiters, if it waited.</returns>
    Task<IReadOnlyList<NotifiedWaiter>> NotifyRunAsync(string runId, string eventId, MessageBody? data = null, CancellationToken cancellationToken = default);

    /// <summary>Who waits for an event.</summary>
    Task<IReadOnlyList<Waiter>> WaitersAsync(string eventId, CancellationToken cancellationToken = default);

    /// <summary>The runs that fit with their steps, newest first, page after page as they are read.</summary>
    IAsyncEnumerable<WorkflowRun> ListAsync(WorkflowRunFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>One page of them.</summary>
    /// <param name="filter">Which. <see langword="null"/>: all.</param>
    /// <param name="cursor">From the page before. <see langword="null"/>: the first page.</param>
    /// <param name="count">Most runs, 1 to 10.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<Page<WorkflowRun>> ListPageAsync(
        WorkflowRunFilter? filter = null, string? cursor = null, int? count = null, CancellationToken cancellationToken = default);

    /// <summary>Single events of the runs that fit, newest first, page after page as they are read.</summary>
    /// <param name="filter">Which. <see langword="null"/>: all. Its times are those of the events.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    IAsyncEnumerable<WorkflowEvent> ListEventsAsync(WorkflowRunFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>The last run of an id; <see langword="null"/> when there is none in the logs.</summary>
    Task<WorkflowRun?> FindAsync(string runId, CancellationToken cancellationToken = default);
}
