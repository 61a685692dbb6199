namespace BusQStash.Worker.FlowControl;

/// <summary>
/// Counts the attempts in flight in this process, of whatever kind, and holds them to its share of the global parallelism. First come, first served.
/// </summary>
internal sealed class AttemptGate
{
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource<GateSlot>> _waiting = new();
    private int _limit;
    private int _inFlight;

    /// <param name="limit">Initial limit of attempts in flight.</param>
    public AttemptGate(int limit = int.MaxValue) => _limit = limit;

    /// <summary>Attempts in flight, those about to start included.</summary>
    public int InFlight
    {
        get
        {
            lock (_lock)
            {
                return _inFlight;
            }
        }
    }

    /// <summary>Sets the limit of attempts in flight. Attempts above it continue; none starts until fewer are in flight.</summary>
    public void SetLimit(int limit)
    {
        lock (_lock)
        {
            _limit = limit;
            LetIn();
        }
    }

    /// <summary>Waits for a slot.</summary>
    public ValueTask<GateSlot> EnterAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LinkedListNode<TaskCompletionSource<GateSlot>> place;
        lock (_lock)
        {
            if (_waiting.Count == 0 && _inFlight < _limit)
            {
                _inFlight++;
                return ValueTask.FromResult(new GateSlot(this));
            }

            place = _waiting.AddLast(new TaskCompletionSource<GateSlot>(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        return WaitAsync(place, cancellationToken);
    }

    /// <summary>Takes as many slots as are free now, without overtaking waiters.</summary>
    public IReadOnlyList<GateSlot> TryTake(int most)
    {
        lock (_lock)
        {
            var count = _waiting.Count > 0 ? 0 : Math.Clamp(_limit - _inFlight, 0, most);
            _inFlight += count;
            return [.. Enumerable.Range(0, count).Select(_ => new GateSlot(this))];
        }
    }

    internal void Free()
    {
        lock (_lock)
        {
            _inFlight--;
            LetIn();
        }
    }

    private void LetIn()
    {
        while (_inFlight < _limit && _waiting.First is { } first)
        {
            _waiting.RemoveFirst();
            _inFlight++;
            first.Value.SetResult(new GateSlot(this));
        }
    }

    private async ValueTask<GateSlot> WaitAsync(LinkedListNode<TaskCompletionSource<GateSlot>> place, CancellationToken cancellationToken)
    {
        // A waiter admitted at the same moment has a slot, and disposes it.
        await using var left = cancellationToken.UnsafeRegister(
            _ =>
            {
                if (Leave(place))
                {
                    place.Value.SetCanceled(cancellationToken);
                }
            },
            null);
        return await place.Value.Task;
    }

    private bool Leave(LinkedListNode<TaskCompletionSource<GateSlot>> place)
    {
        lock (_lock)
        {
            if (place.List is null)
            {
                return false;
            }

            _waiting.Remove(place);
            return true;
        }
    }
}
