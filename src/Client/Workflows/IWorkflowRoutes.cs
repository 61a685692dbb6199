using BusQStash.Client.Http;
using BusQStash.Client.Messages;
using Refit;

namespace BusQStash.Client.Workflows;

internal interface IWorkflowRoutes
{
    [Post("/v2/trigger/{workflowUrl}")]
    Task<TriggeredRun> TriggerAsync(
        string workflowUrl, [HeaderCollection] IDictionary<string, string> headers, [Body] HttpContent body,
        [Property(Repetition.OnceKey)] bool once, CancellationToken cancellationToken);

    [Post("/v2/batch/trigger")]
    Task<IReadOnlyList<TriggeredRun>> TriggerManyAsync([Body] HttpContent body, [Property(Repetition.OnceKey)] bool once, CancellationToken cancellationToken);

    [Delete("/v2/workflows/runs/{runId}")]
    Task CancelAsync(string runId, CancellationToken cancellationToken);

    [Delete("/v2/workflows/runs")]
    Task<CancelAnswer> CancelManyAsync([Query] IDictionary<string, string> filter, CancellationToken cancellationToken);

    [Post("/v2/notify/{eventId}")]
    Task<IReadOnlyList<NotifiedWaiter>> NotifyAsync(
        string eventId, [Body] HttpContent body, [Property(Repetition.OnceKey)] bool once, CancellationToken cancellationToken);

    [Post("/v2/notify/{runId}/{eventId}")]
    Task<IReadOnlyList<NotifiedWaiter>> NotifyRunAsync(
        string runId, string eventId, [Body] HttpContent body, [Property(Repetition.OnceKey)] bool once, CancellationToken cancellationToken);

    [Get("/v2/waiters/{eventId}")]
    Task<IReadOnlyList<Waiter>> WaitersAsync(string eventId, CancellationToken cancellationToken);

    [Get("/v2/workflows/logs")]
    Task<WorkflowRunPage> ListAsync([Query] IDictionary<string, string> filter, CancellationToken cancellationToken);

    [Get("/v2/workflows/events")]
    Task<WorkflowEventPage> ListEventsAsync([Query] IDictionary<string, string> filter, CancellationToken cancellationToken);
}
