namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>
/// Everything that could happen at this moment, in all workers. One thing happens after the other, in an order that is left to chance: so a history always
/// takes the same way, and each history another one.
/// </summary>
/// <remarks>Within a worker too: its thread pool promises no order either. What two threads do between two awaits is not interleaved.</remarks>
internal sealed class Interleaving(Chance chance)
{
    private readonly List<ReadyItem> _ready = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;

    public void Add(ReadyItem item)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            throw new InvalidOperationException("Something left the model's thread: the history could not be lived through again.");
        }

        _ready.Add(item);
    }

    /// <summary>Lets one thing happen; false when nothing can.</summary>
    public bool RunOne()
    {
        while (_ready.Count > 0)
        {
            var index = chance.Below(_ready.Count);
            var item = _ready[index];
            _ready[index] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
            if (item.Worker is { IsGone: true })
            {
                continue;
            }

            if (item.Worker is { IsFrozen: true } frozen)
            {
                frozen.Hold(item);
                continue;
            }

            Run(item);
            return true;
        }

        return false;
    }

    private static void Run(ReadyItem item)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(item.Worker?.Context);
        try
        {
            item.Callback(item.State);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }
}
