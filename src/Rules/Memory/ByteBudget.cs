namespace BusQStash.Rules.Memory;

/// <summary>Bounds by their bytes the bodies a process has in memory at once: backpressure for large ones. First come, first served; one that is larger than all there is goes alone.</summary>
internal sealed class ByteBudget(long most)
{
    /// <summary>Bodies up to this count for nothing: their number is bounded elsewhere, and their callers should wait for no large one.</summary>
    internal const int Small = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiting = new();
    private long _taken;

    /// <summary>Most bytes at once.</summary>
    public long Most => most;

    /// <summary>Who waits.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>A part of the memory this process may have (in a container what that is given), and never less than a floor.</summary>
    public static long PartOfMemory(int part, long floor) => Math.Max(floor, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / part);

    /// <summary>Waits for so many bytes; disposing the share gives them back.</summary>
    public ValueTask<ByteShare> TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LinkedListNode<Waiter> place;
        lock (_lock)
        {
            if (_waiting.Count == 0 && Fits(bytes))
            {
                _taken += bytes;
                return ValueTask.FromResult(new ByteShare(this, bytes));
            }

            place = _waiting.AddLast(new Waiter(bytes));
        }

        return WaitAsync(place, cancellationToken);
    }

    internal void Free(long bytes)
    {
        lock (_lock)
        {
            _taken -= bytes;
            LetIn();
        }
    }

    private bool Fits(long bytes) => _taken == 0 || _taken + bytes <= most;

    private void LetIn()
    {
        while (_waiting.First is { Value: var first } && Fits(first.Bytes))
        {
            _waiting.RemoveFirst();
            _taken += first.Bytes;
            first.Entered.SetResult(new ByteShare(this, first.Bytes));
        }
    }

    private async ValueTask<ByteShare> WaitAsync(LinkedListNode<Waiter> place, CancellationToken cancellationToken)
    {
        // Who was let in at the same moment has a share, and disposes it.
        await using var left = cancellationToken.UnsafeRegister(
            _ =>
            {
                if (Leave(place))
                {
                    place.Value.Entered.SetCanceled(cancellationToken);
                }
            },
            null);
        return await place.Value.Entered.Task;
    }

    private bool Leave(LinkedListNode<Waiter> place)
    {
        lock (_lock)
        {
            if (place.List is null)
            {
                return false;
            }

            _waiting.Remove(place);

            // Behind one that did not fit there may be some that do.
            LetIn();
            return true;
        }
    }

    private sealed record Waiter(long Bytes)
    {
        public TaskCompletionSource<ByteShare> Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
