using BusQStash.Client.Http;

namespace BusQStash.Client.Messages;

internal sealed class MessageClient(IMessageRoutes routes) : IMessageClient
{
    /// <summary>Official SDKs send this count by default and mean all.</summary>
    private const int CountOfAll = 100;

    public Task<Message> GetAsync(string messageId, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(messageId);
        return routes.GetAsync(messageId, cancellationToken);
    }

    public Task CancelAsync(string messageId, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(messageId);
        return routes.CancelAsync(messageId, cancellationToken);
    }

    public async Task<int> CancelAsync(MessageFilter filter, CancellationToken cancellationToken = default) =>
        (await routes.CancelManyAsync(Selected(filter), cancellationToken)).Cancelled;

    public async Task<int> CancelAllAsync(CancellationToken cancellationToken = default) =>
        (await routes.CancelManyAsync(new Query(), cancellationToken)).Cancelled;

    public async Task<string?> StartCancelAsync(MessageFilter filter, CancellationToken cancellationToken = default) =>
        (await routes.CancelManyAsync(Selected(filter).With("async", "true"), cancellationToken)).ActionId;

    public Task RunNowAsync(string messageId, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(messageId);

        // Not retried automatically: by the second call the message would be in delivery, and the call would be refused.
        return routes.RunNowAsync(messageId, once: true, cancellationToken);
    }

    private static Query Selected(MessageFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var query = filter.ToQuery();

        // A bound on the count selects nothing.
        var selectors = filter.Count is null ? query.Count : query.Count - 1;
        return selectors switch
        {
            _ when filter.Count is < 1 or CountOfAll => throw new ArgumentException($"A count is 1 or more, and not {CountOfAll}, which servers take for all", nameof(filter)),
            0 => throw new ArgumentException("An empty filter means every message: say so with CancelAllAsync", nameof(filter)),
            > 1 when filter.MessageIds.Count > 0 => throw new ArgumentException("Where ids are given, other filters would be ignored", nameof(filter)),
            _ => query,
        };
    }
}
