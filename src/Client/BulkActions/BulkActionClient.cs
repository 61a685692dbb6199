using BusQStash.Client.Http;

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
}
