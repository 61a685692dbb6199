namespace BusQStash.Store.Batching;

/// <summary>Holds a group back for a moment while there is much to do, so that it becomes larger.</summary>
/// <remarks>Items are counted when they came and when they are taken; one taken before it was counted makes the counts too small for a moment, never for good.</remarks>
internal sealed class Gathering<TItem>(GroupWriterOptions<TItem> options)
{
    private int _waiting;
    private int _hurried;
    private bool _muchToDo;
    private TaskCompletionSource? _ready;

    /// <summary>An item waits for its group.</summary>
    public void Came(TItem item)
    {
        if (!options.MayGather(item))
        {
            Interlocked.Increment(ref _hurried);
        }

        Interlocked.Increment(ref _waiting);
        if (IsReady)
        {
            Volatile.Read(ref _ready)?.TrySetResult();
        }
    }

    /// <summary>A group takes its items.</summary>
    public void Took(IReadOnlyCollection<TItem> group)
    {
        var hurried = group.Count(item => !options.MayGather(item));
        Interlocked.Add(ref _hurried, -hurried);
        Interlocked.Add(ref _waiting, -group.Count);
        _muchToDo = hurried == 0 && group.Count >= options.MuchToDo;
    }

    /// <summary>Returns when the next group is to be written.</summary>
    public async ValueTask WaitAsync(CancellationToken stopping)
    {
        if (!_muchToDo)
        {
            return;
        }

        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _ready, ready);
        if (!IsReady)
        {
            await Task.WhenAny(ready.Task, Task.Delay(options.GatherFor, stopping));
        }

        Volatile.Write(ref _ready, null);
    }

    private bool IsReady => Volatile.Read(ref _hurried) > 0 || Volatile.Read(ref _waiting) >= options.Enough;
}
