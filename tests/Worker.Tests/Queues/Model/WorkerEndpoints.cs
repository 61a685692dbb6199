using BusQStash.Worker.Queues;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>A worker's receive endpoints. As in the product, one that is let go of finishes what it has in hand, within a limit, before it can be had again.</summary>
internal sealed class WorkerEndpoints(World world, ModelWorker worker) : ILaneEndpoints
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);
    private readonly List<string> _connected = [];
    private readonly Dictionary<string, TaskCompletionSource> _stopping = new(StringComparer.Ordinal);
    private bool _closed;

    public void Connect(string brokerQueue, bool isShard)
    {
        if (!_closed && !_connected.Contains(brokerQueue) && !_stopping.ContainsKey(brokerQueue))
        {
            _connected.Add(brokerQueue);
            world.Broker[brokerQueue].Subscribe(worker, isShard ? ModelOptions.Lanes.ShardPrefetch : ModelOptions.Lanes.Prefetch);
        }
    }

    public void Disconnect(string brokerQueue)
    {
        if (_connected.Remove(brokerQueue))
        {
            Stop(brokerQueue);
        }
    }

    public IReadOnlyCollection<string> List() => [.. _connected];

    public async Task CloseAsync()
    {
        _closed = true;
        foreach (var brokerQueue in _connected)
        {
            Stop(brokerQueue);
        }

        _connected.Clear();
        foreach (var stopped in _stopping.Values.ToArray())
        {
            await stopped.Task;
        }
    }

    /// <summary>The worker has nothing of that broker queue in hand any longer.</summary>
    public void Emptied(string brokerQueue)
    {
        if (_stopping.Remove(brokerQueue, out var stopped))
        {
            stopped.SetResult();
        }
    }

    private void Stop(string brokerQueue)
    {
        _stopping.Add(brokerQueue, new TaskCompletionSource());
        var queue = world.Broker[brokerQueue];
        queue.Unsubscribe(worker);
        if (!queue.IsInHandOf(worker))
        {
            Emptied(brokerQueue);
            return;
        }

        world.After(StopLimit, () =>
        {
            if (_stopping.ContainsKey(brokerQueue))
            {
                queue.TakeBack(worker);
                Emptied(brokerQueue);
            }
        });
    }
}
