namespace BusQStash.Store.Batching;

/// <summary>Batch linger: under load, delays a group for a moment so that it becomes larger.</summary>
/// <remarks>Items are counted when they arrive and when they are taken. An item taken before it was counted makes a count too small for a moment only.</remarks>
internal sealed class BatchLinger<TItem>(GroupWriterOptions<TItem> options)
{
    private int _waiting;
    private int _urgent;
    private bool _busy;
    private TaskCompletionSource? _ready;

    /// <summary>Records that an item arrived.</summary>
    public void Came(TItem item)
    {
        if (!options.MayLinger(item))
        {
            Interlocked.Increment(ref _urgent);
        }

        Interlocked.Increment(ref _waiting);
        if (IsReady)
        {
            Volatile.Read(ref _ready)?.TrySetResult();
        }
    }

    /// <summary>Records that a group has taken its items.</summary>
    public void Took(IReadOnlyCollection<TItem> group)
    {
        var urgent = group.Count(item => !options.MayLinger(item));
        Interlocked.Add(ref _urgent, -urgent);
        Interlocked.Add(ref _waiting, -group.Count);
        _busy = urgent == 0 && group.Count >= options.BusySize;
    }

    /// <summary>Returns when the next group should be written.</summary>
    public async ValueTask WaitAsync(CancellationToken stopping)
    {
        if (!_busy)
        {
            return;
        }

        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _ready, ready);
        if (!IsReady)
        {
            await Task.WhenAny(ready.Task, Task.Delay(options.Linger, stopping));
        }

        Volatile.Write(ref _ready, null);
    }

    private bool IsReady => Volatile.Read(ref _urgent) > 0 || Volatile.Read(ref _waiting) >= options.FullSize;
}
