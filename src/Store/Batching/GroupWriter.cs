using System.Threading.Channels;

namespace BusQStash.Store.Batching;

/// <summary>
/// Group commit: writes the items of many callers in groups, one group at a time and in the order of arrival. A group consists of the items that arrived while the previous one was
/// being committed, so an idle store adds no delay and a busy store commits seldom.
/// </summary>
/// <remarks>An item is written even if its caller has stopped waiting: a caller's cancellation ends only its wait.</remarks>
internal sealed class GroupWriter<TItem, TResult> : IAsyncDisposable
{
    private readonly Func<IReadOnlyList<TItem>, CancellationToken, Task<IReadOnlyList<TResult>>> _write;
    private readonly GroupWriterOptions<TItem> _options;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<PendingItem<TItem, TResult>> _waiting =
        Channel.CreateUnbounded<PendingItem<TItem, TResult>>(new UnboundedChannelOptions { SingleReader = true });

    private readonly Task _loop;
    private int _disposed;

    public GroupWriter(
        Func<IReadOnlyList<TItem>, CancellationToken, Task<IReadOnlyList<TResult>>> write,
        GroupWriterOptions<TItem>? options = null)
    {
        _write = write;
        _options = options ?? new GroupWriterOptions<TItem>();
        _loop = Task.Run(WriteGroupsAsync);
    }

    /// <summary>Writes an item with the next group; returns after its commit.</summary>
    /// <exception cref="ObjectDisposedException">The writer accepts no more items.</exception>
    public Task<TResult> WriteAsync(TItem item, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<TResult>(cancellationToken);
        }

        var pending = new PendingItem<TItem, TResult>(item);
        if (!_waiting.Writer.TryWrite(pending))
        {
            return Task.FromException<TResult>(new ObjectDisposedException(nameof(GroupWriter<,>)));
        }

        return pending.Completion.WaitAsync(cancellationToken);
    }

    /// <summary>Stops accepting items and finishes those it has.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _stopping.CancelAfter(_options.StopTimeout);
            await _loop;
            _stopping.Dispose();
        }
    }

    private async Task WriteGroupsAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync())
        {
            var group = TakeGroup();
            var failure = await TryWriteAsync(group);
            if (failure is not null && group.Count > 1 && _options.RetrySingly(failure))
            {
                await WriteSinglyAsync(group);
            }
            else if (failure is not null)
            {
                group.ForEach(pending => pending.Fail(failure));
            }
        }
    }

    private List<PendingItem<TItem, TResult>> TakeGroup()
    {
        var group = new List<PendingItem<TItem, TResult>>();
        var cost = 0L;
        while (_waiting.Reader.TryPeek(out var next))
        {
            cost += _options.Cost(next.Item);
            if (group.Count > 0 && cost > _options.MaxCost)
            {
                break;
            }

            _waiting.Reader.TryRead(out _);
            group.Add(next);
        }

        return group;
    }

    private async Task WriteSinglyAsync(List<PendingItem<TItem, TResult>> group)
    {
        foreach (var pending in group)
        {
            if (await TryWriteAsync([pending]) is { } failure)
            {
                pending.Fail(failure);
            }
        }
    }

    private async Task<Exception?> TryWriteAsync(List<PendingItem<TItem, TResult>> group)
    {
        try
        {
            var results = await _write(group.ConvertAll(pending => pending.Item), _stopping.Token);
            if (results.Count != group.Count)
            {
                return new InvalidOperationException($"A group of {group.Count} items was answered with {results.Count} results.");
            }

            for (var i = 0; i < group.Count; i++)
            {
                group[i].Complete(results[i]);
            }

            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }
}
