using BusQStash.Client.Dlq;
using BusQStash.Client.Http;
using Refit;

namespace BusQStash.Client.Workflows;

internal interface IWorkflowDlqRoutes
{
    [Get("/v2/workflows/dlq")]
    Task<WorkflowDlqPage> ListAsync([Query] IDictionary<string, string> filter, CancellationToken cancellationToken);

    [Get("/v2/workflows/dlq/{dlqId}")]
    Task<WorkflowDeadLetter> GetAsync(string dlqId, CancellationToken cancellationToken);

    [Delete("/v2/workflows/dlq/{dlqId}")]
    Task DeleteAsync(string dlqId, CancellationToken cancellationToken);

    [Delete("/v2/workflows/dlq")]
    Task<DeleteAnswer> DeleteManyAsync([Query] IDictionary<string, string> filter, CancellationToken cancellationToken);

    [Post("/v2/workflows/dlq/{verb}/{dlqId}")]
    Task<TriggeredRun> ReviveAsync(
        string verb, string dlqId, [HeaderCollection] IDictionary<string, string> headers, [Property(Repetition.OnceKey)] bool once, CancellationToken cancellationToken);

    [Post("/v2/workflows/dlq/{verb}")]
    Task<RevivedRunPage> ReviveManyAsync(
        string verb, [Query] IDictionary<string, string> filter, [HeaderCollection] IDictionary<string, string> headers,
        [Property(Repetition.OnceKey)] bool once, CancellationToken cancellationToken);

    [Post("/v2/workflows/dlq/callback/{dlqId}")]
    Task<TriggeredRun> RunFailureFunctionAsync(string dlqId, [Property(Repetition.OnceKey)] bool once, CancellationToken cancellationToken);

    [Delete("/v2/workflows/dlq/callback/{dlqId}")]
    Task CancelFailureFunctionAsync(string dlqId, CancellationToken cancellationToken);
}
