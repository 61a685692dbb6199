using BusQStash.Client.Http;
using BusQStash.Client.Publishing;

namespace BusQStash.Client.Workflows;

internal sealed class WorkflowClient(IWorkflowRoutes routes, IWorkflowDlqRoutes dlqRoutes) : IWorkflowClient
{
    /// <summary>Maximum number of runs canceled by a call without an explicit number.</summary>
    private const int CanceledAtOnce = 100;

    private static readonly WorkflowRunFilter All = new();

    public IWorkflowDlqClient Dlq { get; } = new WorkflowDlqClient(dlqRoutes);

    // A start is not retried automatically: the first run may have ended by then, and a second run with its id would begin.
    public async Task<TriggeredRun> TriggerAsync(
        string workflowUrl, MessageBody? body = null, TriggerOptions? options = null, CancellationToken cancellationToken = default)
    {
        Publisher.CheckDestination(workflowUrl);
        using var content = Publisher.Content(body ?? MessageBody.Empty, options?.ContentType);
        return await routes.TriggerAsync(workflowUrl, TriggerHeaders.OfStart(workflowUrl, options), content, once: true, cancellationToken);
    }

    public async Task<IReadOnlyList<TriggeredRun>> TriggerAsync(IEnumerable<WorkflowTrigger> triggers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(triggers);
        List<BatchItem> items = [.. triggers.Select(Item)];
        if (items.Count == 0)
        {
            return [];
        }

        using var content = Publisher.Content(items);
        return await routes.TriggerManyAsync(content, once: true, cancellationToken);
    }

    public Task CancelAsync(string runId, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(runId);
        return routes.CancelAsync(runId, cancellationToken);
    }

    public async Task<int> CancelAsync(WorkflowRunFilter filter, CancellationToken cancellationToken = default)
    {
        var query = Selected(filter);
        return filter.WorkflowRunIds.Count > 0
            ? (await routes.CancelManyAsync(query, cancellationToken)).Cancelled
            : await CancelFittingAsync(query, cancellationToken);
    }

    public Task<int> CancelAllAsync(CancellationToken cancellationToken = default) => CancelFittingAsync(new Query(), cancellationToken);

    public async Task<string?> StartCancelAsync(WorkflowRunFilter filter, CancellationToken cancellationToken = default) =>
        (await routes.CancelManyAsync(Selected(filter).With("async", "true"), cancellationToken)).ActionId;

    public async Task<IReadOnlyList<NotifiedWaiter>> NotifyAsync(string eventId, MessageBody? data = null, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(eventId);
        using var content = Publisher.Content(data ?? MessageBody.Empty, contentType: null);

        // Neither is retried automatically: the second call would resume runs that started to wait in the meantime.
        return await routes.NotifyAsync(eventId, content, once: true, cancellationToken);
    }

    public async Task<IReadOnlyList<NotifiedWaiter>> NotifyRunAsync(
        string runId, string eventId, MessageBody? data = null, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(runId);
        Require.PathSegment(eventId);
        using var content = Publisher.Content(data ?? MessageBody.Empty, contentType: null);
        return await routes.NotifyRunAsync(runId, eventId, content, once: true, cancellationToken);
    }

    public Task<IReadOnlyList<Waiter>> WaitersAsync(string eventId, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(eventId);
        return routes.WaitersAsync(eventId, cancellationToken);
    }

    public IAsyncEnumerable<WorkflowRun> ListAsync(WorkflowRunFilter? filter = null, CancellationToken cancellationToken = default) =>
        Paging.AllAsync((cursor, stop) => ListPageAsync(filter, cursor, count: null, stop), cancellationToken);

    public async Task<Page<WorkflowRun>> ListPageAsync(
        WorkflowRunFilter? filter = null, string? cursor = null, int? count = null, CancellationToken cancellationToken = default)
    {
        var page = await routes.ListAsync((filter ?? All).ToListQuery().With("cursor", cursor).With("count", count), cancellationToken);
        return new Page<WorkflowRun>(page.Runs, page.Cursor);
    }

    public IAsyncEnumerable<WorkflowEvent> ListEventsAsync(WorkflowRunFilter? filter = null, CancellationToken cancellationToken = default) =>
        Paging.AllAsync(
            async (cursor, stop) =>
            {
                var page = await routes.ListEventsAsync((filter ?? All).ToListQuery().With("cursor", cursor), stop);
                return new Page<WorkflowEvent>(page.Events, page.Cursor);
            },
            cancellationToken);

    public async Task<WorkflowRun?> FindAsync(string runId, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(runId);
        var page = await ListPageAsync(new WorkflowRunFilter { WorkflowRunIds = [runId] }, count: 1, cancellationToken: cancellationToken);
        return page.Items is [var run, ..] ? run : null;
    }

    private async Task<int> CancelFittingAsync(Query query, CancellationToken cancellationToken)
    {
        int canceled, total = 0;
        do
        {
            canceled = (await routes.CancelManyAsync(query, cancellationToken)).Cancelled;
            total += canceled;
        }
        while (canceled >= CanceledAtOnce);
        return total;
    }

    private static Query Selected(WorkflowRunFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var query = filter.ToCancelQuery();
        return query.Count switch
        {
            0 => throw new ArgumentException($"An empty filter means every run: say so with {nameof(CancelAllAsync)}", nameof(filter)),
            > 1 when filter.WorkflowRunIds.Count > 0 => throw new ArgumentException("Where ids are given, other filters would be ignored", nameof(filter)),
            _ => query,
        };
    }

    private static BatchItem Item(WorkflowTrigger trigger)
    {
        var (workflowUrl, body, options) = trigger;
        Publisher.CheckDestination(workflowUrl);
        var headers = TriggerHeaders.OfStart(workflowUrl, options);
        if ((options?.ContentType ?? body?.ContentType) is { } type)
        {
            headers.Put("Content-Type", type);
        }

        return new BatchItem(workflowUrl, Queue: null, headers, Publisher.Text(workflowUrl, body));
    }
}
