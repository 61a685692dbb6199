namespace BusQStash.Rules.Memory;

/// <summary>Backpressure for large bodies: bounds the bytes a process holds at once. First come, first served; a body larger than the whole budget runs alone.</summary>
internal sealed class ByteBudget(long most)
{
    /// <summary>Bodies up to this size are not counted: their number is bounded elsewhere, and their callers should not wait for a large one.</summary>
    internal const int Small = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiting = new();
    private long _taken;

    /// <summary>The size of the budget.</summary>
    public long Most => most;

    /// <summary>Number of waiting callers.</summary>
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

    /// <summary>A fraction of this process's memory limit (in a container, the container's), and never less than a floor.</summary>
    public static long PartOfMemory(int part, long floor) => Math.Max(floor, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / part);

    /// <summary>Waits for a number of bytes; disposing the share returns them.</summary>
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

    /// <summary>The same for a limited time; <see langword="null"/> when it is over.</summary>
    public async ValueTask<ByteShare?> TryTakeAsync(long bytes, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            return await TakeAsync(bytes, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
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
        // A caller admitted at the same moment has a share, and disposes it.
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

            // Callers behind one that did not fit may fit.
            LetIn();
            return true;
        }
    }

    private sealed record Waiter(long Bytes)
    {
        public TaskCompletionSource<ByteShare> Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
