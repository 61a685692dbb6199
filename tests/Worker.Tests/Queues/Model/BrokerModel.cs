namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>The broker: a queue for each lane and shard. It makes no promise that the ledger does not make good.</summary>
internal sealed class BrokerModel(World world)
{
    private readonly Dictionary<string, BrokerQueue> _queues = new(StringComparer.Ordinal);

    public IReadOnlyCollection<BrokerQueue> Queues => _queues.Values;

    public BrokerQueue this[string name]
    {
        get
        {
            if (!_queues.TryGetValue(name, out var queue))
            {
                queue = new BrokerQueue(world, name);
                _queues.Add(name, queue);
            }

            return queue;
        }
    }

    /// <summary>A worker's connection broke; it is back at once.</summary>
    public void Break(ModelWorker worker)
    {
        foreach (var queue in _queues.Values)
        {
            queue.TakeBack(worker);
        }
    }

    /// <summary>A worker is gone.</summary>
    public void Drop(ModelWorker worker)
    {
        foreach (var queue in _queues.Values)
        {
            queue.Unsubscribe(worker);
            queue.TakeBack(worker);
        }
    }
}
