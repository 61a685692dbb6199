using BusQStash.Client.Dlq;
using BusQStash.Client.Http;
using BusQStash.Client.Messages;

namespace BusQStash.Client.BulkActions;

internal sealed class BulkActionClient(IBulkActionRoutes routes) : IBulkActionClient
{
    public IAsyncEnumerable<BulkAction> ListAsync(string? state = null, CancellationToken cancellationToken = default) =>
        Paging.AllAsync((cursor, stop) => ListPageAsync(state, cursor, count: null, stop), cancellationToken);

    public async Task<Page<BulkAction>> ListPageAsync(
        string? state = null, string? cursor = null, int? count = null, CancellationToken cancellationToken = default)
    {
        var page = await routes.ListAsync(new Query().With("state", state).With("cursor", cursor).With("count", count), cancellationToken);
        return new Page<BulkAction>(page.Actions, page.Cursor);
    }

    public Task<BulkAction> GetAsync(string actionId, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(actionId);
        return routes.GetAsync(actionId, cancellationToken);
    }

    public Task<string> StartRetryAsync(
        DlqFilter filter, BulkOverrides? overrides = null, DateTimeOffset? until = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return StartAsync("dlqRetry", filter.ToQuery(), until, overrides, cancellationToken);
    }

    public Task<string> StartDeleteAsync(DlqFilter filter, DateTimeOffset? until = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return StartAsync("dlqDelete", filter.ToQuery(), until, overrides: null, cancellationToken);
    }

    public Task<string> StartCancelAsync(MessageFilter filter, DateTimeOffset? until = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return StartAsync("cancel", filter.ToQuery(), until, overrides: null, cancellationToken);
    }

    public IAsyncEnumerable<BulkActionOutcome> ListOutcomesAsync(CancellationToken cancellationToken = default) =>
        Paging.ItemsAsync(() => [], routes.OutcomesAsync, cancellationToken);

    public Task<BulkActionOutcome> GetOutcomeAsync(string actionId, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(actionId);
        return routes.OutcomeAsync(actionId, cancellationToken);
    }

    public Task StopAsync(string actionId, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(actionId);
        return routes.StopAsync(actionId, cancellationToken);
    }

    private async Task<string> StartAsync(
        string kind, Query filter, DateTimeOffset? until, BulkOverrides? overrides, CancellationToken cancellationToken)
    {
        if (filter.Count == 0)
        {
            throw new ArgumentException("An empty filter means everything: say so with a From long ago", nameof(filter));
        }

        var values = filter.ToDictionary(value => value.Key, IReadOnlyList<string> (value) => [value.Value]);

        // Not retried automatically: a second action would retry messages that have failed again in the meantime.
        return (await routes.StartAsync(new BulkActionBody(kind, values, until, overrides), once: true, cancellationToken)).ActionId;
    }
}
