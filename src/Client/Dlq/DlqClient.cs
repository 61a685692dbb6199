using BusQStash.Client.Http;
using BusQStash.Client.Publishing;

namespace BusQStash.Client.Dlq;

internal sealed class DlqClient(IDlqRoutes routes) : IDlqClient
{
    private static readonly DlqFilter All = new();
    private static readonly PublishOptions NoChanges = new();

    public IAsyncEnumerable<DeadLetter> ListAsync(DlqFilter? filter = null, bool latestFirst = false, CancellationToken cancellationToken = default) =>
        Paging.AllAsync((cursor, stop) => ListPageAsync(filter, cursor, count: null, latestFirst, stop), cancellationToken);

    public async Task<Page<DeadLetter>> ListPageAsync(
        DlqFilter? filter = null, string? cursor = null, int? count = null, bool latestFirst = false, CancellationToken cancellationToken = default)
    {
        var query = (filter ?? All).ToQuery().With("cursor", cursor).With("count", count).When(latestFirst, "order", "latestFirst");
        var page = await routes.ListAsync(query, cancellationToken);
        return new Page<DeadLetter>(page.Messages, page.Cursor);
    }

    public Task<DeadLetter> GetAsync(string dlqId, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(dlqId);
        return routes.GetAsync(dlqId, cancellationToken);
    }

    public Task DeleteAsync(string dlqId, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(dlqId);
        return routes.DeleteAsync(dlqId, cancellationToken);
    }

    public Task<int> DeleteAsync(DlqFilter filter, CancellationToken cancellationToken = default) =>
        DeleteFittingAsync(Selected(filter, nameof(DeleteAllAsync)), cancellationToken);

    public Task<int> DeleteAllAsync(CancellationToken cancellationToken = default) => DeleteFittingAsync(All, cancellationToken);

    public Task<PublishedMessage> RetryAsync(string dlqId, PublishOptions? changes = null, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(dlqId);

        // Not retried automatically: if the first call took effect, the second would report that the dead letter does not exist.
        return routes.RetryAsync(dlqId, Headers(changes), once: true, cancellationToken);
    }

    public IAsyncEnumerable<RetriedDeadLetter> RetryAsync(DlqFilter filter, PublishOptions? changes = null, CancellationToken cancellationToken = default) =>
        RetryFittingAsync(Selected(filter, nameof(RetryAllAsync)), Headers(changes), cancellationToken);

    public IAsyncEnumerable<RetriedDeadLetter> RetryAllAsync(PublishOptions? changes = null, CancellationToken cancellationToken = default) =>
        RetryFittingAsync(All, Headers(changes), cancellationToken);

    private Task<int> DeleteFittingAsync(DlqFilter filter, CancellationToken cancellationToken) => Paging.CountAsync(async cursor =>
    {
        var answer = await routes.DeleteManyAsync(filter.ToQuery().With("cursor", cursor), cancellationToken);
        return (answer.Deleted, answer.Cursor);
    });

    private IAsyncEnumerable<RetriedDeadLetter> RetryFittingAsync(DlqFilter filter, MessageHeaders headers, CancellationToken cancellationToken) =>
        Paging.AllAsync(
            async (cursor, stop) =>
            {
                var answer = await routes.RetryManyAsync(filter.ToQuery().With("cursor", cursor), headers, once: true, stop);
                return new Page<RetriedDeadLetter>(answer.Responses, answer.Cursor);
            },
            cancellationToken);

    private static MessageHeaders Headers(PublishOptions? changes)
    {
        var headers = MessageHeaders.Of(changes ?? NoChanges);
        if (changes?.Queue is not null)
        {
            throw new ArgumentException("A dead letter goes back to its own queue", nameof(changes));
        }

        return headers;
    }

    private static DlqFilter Selected(DlqFilter filter, string all)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return filter.ToQuery().Count switch
        {
            0 => throw new ArgumentException($"An empty filter means every dead letter: say so with {all}", nameof(filter)),
            > 1 when filter.DlqIds.Count > 0 => throw new ArgumentException("Where ids are given, other filters would be ignored", nameof(filter)),
            _ => filter,
        };
    }
}
