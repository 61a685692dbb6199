using BusQStash.Client.Http;

namespace BusQStash.Client.Workflows;

internal sealed class WorkflowDlqClient(IWorkflowDlqRoutes routes) : IWorkflowDlqClient
{
    private const string Resume = "resume";
    private const string Restart = "restart";

    private static readonly WorkflowDlqFilter All = new();

    public IAsyncEnumerable<WorkflowDeadLetter> ListAsync(WorkflowDlqFilter? filter = null, CancellationToken cancellationToken = default) =>
        Paging.AllAsync((cursor, stop) => ListPageAsync(filter, cursor, count: null, stop), cancellationToken);

    public async Task<Page<WorkflowDeadLetter>> ListPageAsync(
        WorkflowDlqFilter? filter = null, string? cursor = null, int? count = null, CancellationToken cancellationToken = default)
    {
        var page = await routes.ListAsync((filter ?? All).ToQuery().With("cursor", cursor).With("count", count), cancellationToken);
        return new Page<WorkflowDeadLetter>(page.Messages, page.Cursor);
    }

    public Task<WorkflowDeadLetter> GetAsync(string dlqId, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(dlqId);
        return routes.GetAsync(dlqId, cancellationToken);
    }

    public Task DeleteAsync(string dlqId, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(dlqId);
        return routes.DeleteAsync(dlqId, cancellationToken);
    }

    public Task<int> DeleteAsync(WorkflowDlqFilter filter, CancellationToken cancellationToken = default) =>
        DeleteFittingAsync(Selected(filter, nameof(DeleteAllAsync)), cancellationToken);

    public Task<int> DeleteAllAsync(CancellationToken cancellationToken = default) => DeleteFittingAsync(All, cancellationToken);

    public Task<TriggeredRun> ResumeAsync(string dlqId, TriggerOptions? changes = null, CancellationToken cancellationToken = default) =>
        ReviveAsync(Resume, dlqId, changes, cancellationToken);

    public IAsyncEnumerable<TriggeredRun> ResumeAsync(WorkflowDlqFilter filter, TriggerOptions? changes = null, CancellationToken cancellationToken = default) =>
        ReviveFittingAsync(Resume, Selected(filter, nameof(ResumeAllAsync)), changes, cancellationToken);

    public IAsyncEnumerable<TriggeredRun> ResumeAllAsync(TriggerOptions? changes = null, CancellationToken cancellationToken = default) =>
        ReviveFittingAsync(Resume, All, changes, cancellationToken);

    public Task<TriggeredRun> RestartAsync(string dlqId, TriggerOptions? changes = null, CancellationToken cancellationToken = default) =>
        ReviveAsync(Restart, dlqId, changes, cancellationToken);

    public IAsyncEnumerable<TriggeredRun> RestartAsync(WorkflowDlqFilter filter, TriggerOptions? changes = null, CancellationToken cancellationToken = default) =>
        ReviveFittingAsync(Restart, Selected(filter, nameof(RestartAllAsync)), changes, cancellationToken);

    public IAsyncEnumerable<TriggeredRun> RestartAllAsync(TriggerOptions? changes = null, CancellationToken cancellationToken = default) =>
        ReviveFittingAsync(Restart, All, changes, cancellationToken);

    // None of these is retried automatically: if the first call took effect, the second would report that the dead letter does not exist or has not failed.
    public Task<TriggeredRun> RunFailureFunctionAsync(string dlqId, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(dlqId);
        return routes.RunFailureFunctionAsync(dlqId, once: true, cancellationToken);
    }

    public Task CancelFailureFunctionAsync(string dlqId, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(dlqId);
        return routes.CancelFailureFunctionAsync(dlqId, cancellationToken);
    }

    private Task<TriggeredRun> ReviveAsync(string verb, string dlqId, TriggerOptions? changes, CancellationToken cancellationToken)
    {
        Require.PathSegment(dlqId);
        return routes.ReviveAsync(verb, dlqId, TriggerHeaders.OfChanges(changes), once: true, cancellationToken);
    }

    private IAsyncEnumerable<TriggeredRun> ReviveFittingAsync(
        string verb, WorkflowDlqFilter filter, TriggerOptions? changes, CancellationToken cancellationToken)
    {
        var headers = TriggerHeaders.OfChanges(changes);
        return changes?.RunId is not null
            ? throw new ArgumentException("Several runs cannot have one id", nameof(changes))
            : Paging.AllAsync(
                async (cursor, stop) =>
                {
                    var page = await routes.ReviveManyAsync(verb, filter.ToQuery().With("cursor", cursor), headers, once: true, stop);
                    return new Page<TriggeredRun>(page.WorkflowRuns, page.Cursor);
                },
                cancellationToken);
    }

    private Task<int> DeleteFittingAsync(WorkflowDlqFilter filter, CancellationToken cancellationToken) => Paging.CountAsync(async cursor =>
    {
        var answer = await routes.DeleteManyAsync(filter.ToQuery().With("cursor", cursor), cancellationToken);
        return (answer.Deleted, answer.Cursor);
    });

    private static WorkflowDlqFilter Selected(WorkflowDlqFilter filter, string all)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return filter.ToQuery().Count switch
        {
            0 => throw new ArgumentException($"An empty filter means every failed run: say so with {all}", nameof(filter)),
            > 1 when filter.DlqIds.Count > 0 => throw new ArgumentException("Where ids are given, other filters would be ignored", nameof(filter)),
            _ => filter,
        };
    }
}
