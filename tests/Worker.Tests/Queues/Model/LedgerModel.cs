using BusQStash.Store.Queues;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>
/// What the ledger promises, in memory: each method is one transaction. Settling, canceling, ending a wait and who may work a lane are decided by the same plans as on
/// PostgreSQL and SQLite (<see cref="LanePlan"/> for lanes), which <c>tests/Store.Tests</c> hold to the same promises.
/// </summary>
internal sealed partial class LedgerModel(World world)
{
    private readonly Dictionary<string, ModelQueue> _queues = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ModelLease> _leases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (TimeSpan At, long Stamp)> _parked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ModelMessage> _messages = new(StringComparer.Ordinal);
    private readonly List<ModelMessage> _ordered = [];
    private long _lastEpoch;
    private long _lastStamp;
    private long _madeQueues;

    public IReadOnlyList<ModelMessage> Ordered => _ordered;

    public IReadOnlyCollection<ModelMessage> Messages => _messages.Values;

    public IEnumerable<ModelQueue> Queues => _queues.Values;

    public ModelMessage Find(string messageId) => _messages[messageId];

    public ModelQueue? FindQueue(string name) => _queues.GetValueOrDefault(name);

    /// <summary>Whether somebody works the lane under this epoch, by the ledger's clock.</summary>
    public bool IsHeld(LaneEpoch lane) =>
        _leases.TryGetValue(lane.QueueName, out var lease) && lease.Epoch == lane.Epoch && lease.Until > world.Clock.Elapsed;

    public LaneEpoch CurrentEpoch(string queueName) => new(queueName, _leases.GetValueOrDefault(queueName).Epoch);

    /// <summary>What others do when they see that a worker has closed its connections.</summary>
    public void EndLeasesOf(int holder) => EndLeases([.. _leases.Where(lease => lease.Value.Holder == holder).Select(lease => lease.Key)]);

    /// <summary>Ends leases, whoever has them.</summary>
    public void EndLeases(IEnumerable<string> queueNames)
    {
        foreach (var name in queueNames.Where(_leases.ContainsKey))
        {
            _leases[name] = _leases[name] with { Until = TimeSpan.Zero };
        }
    }

    public ModelQueue EnsureQueue(string name, int? shard)
    {
        if (!_queues.TryGetValue(name, out var queue))
        {
            // In the model a queue may be deleted and made anew within a millisecond.
            queue = new ModelQueue(name, shard, (world.Clock.NowMs + ++_madeQueues) * 1_000_000, world.Clock.Elapsed);
            _queues.Add(name, queue);
        }

        return queue;
    }

    /// <summary>Changes a queue and gives its lane the news.</summary>
    public void Change(ModelQueue queue, Action<ModelQueue> change)
    {
        change(queue);
        Wake(queue.Name, 0);
    }

    public ModelQueue? Delete(string name)
    {
        if (!_queues.Remove(name, out var queue))
        {
            return null;
        }

        Cancel([.. queue.Open.Where(message => !message.Row.IsFinal)]);
        foreach (var message in queue.Open.ToArray())
        {
            message.Row.LaneOpen = false;
        }

        queue.DeletedAt = world.Clock.Elapsed;
        _leases.Remove(name);
        _parked.Remove(name);
        return queue;
    }

    private void Wake(LaneWakes wakes)
    {
        foreach (var (name, canceledThrough) in wakes.CanceledThrough)
        {
            Wake(name, canceledThrough);
        }
    }

    private void Wake(string name, long canceledThrough)
    {
        if (_queues.TryGetValue(name, out var queue))
        {
            queue.Signal++;
            queue.CanceledThrough = Math.Max(queue.CanceledThrough, canceledThrough);
        }

        if (_parked.TryGetValue(name, out var parked) && parked.At > world.Clock.Elapsed)
        {
            Park(name, world.Clock.Elapsed);
        }
    }

    private void Park(string name, TimeSpan at)
    {
        var stamp = ++_lastStamp;
        _parked[name] = (at, stamp);
        world.After(at > world.Clock.Elapsed ? at - world.Clock.Elapsed : TimeSpan.Zero, () => Dispatch(name, stamp));
    }

    // Published, then marked: what was written anew meanwhile stays.
    private void Dispatch(string name, long stamp)
    {
        if (_parked.TryGetValue(name, out var parked) && parked.Stamp == stamp)
        {
            world.SendTurn(name);
            world.After(world.Chance.Milliseconds(20), () =>
            {
                if (_parked.TryGetValue(name, out var now) && now.Stamp == stamp)
                {
                    _parked.Remove(name);
                }
            });
        }
    }
}
