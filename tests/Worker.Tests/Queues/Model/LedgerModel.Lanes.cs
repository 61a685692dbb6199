using BusQStash.Store.Queues;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <content>Leases and contents of lanes.</content>
internal sealed partial class LedgerModel
{
    public IReadOnlyList<LaneStatus> Take(IEnumerable<string> queueNames, int holder, TimeSpan lease) =>
        [.. queueNames.Select(name => Take(name, holder, lease)).OfType<LaneStatus>()];

    public IReadOnlyList<LaneStatus> Renew(IReadOnlyCollection<LaneEpoch> lanes, TimeSpan lease)
    {
        foreach (var lane in lanes.Where(lane => StatusOf(lane) is not null))
        {
            _leases[lane.QueueName] = _leases[lane.QueueName] with { Until = world.Clock.Elapsed + lease };
        }

        return Look(lanes);
    }

    public IReadOnlyList<LaneStatus> Look(IEnumerable<LaneEpoch> lanes) => [.. lanes.Select(StatusOf).OfType<LaneStatus>()];

    public int Release(IEnumerable<LaneEpoch> lanes) => lanes.Count(Release);

    public bool Park(LaneEpoch lane, long signal, DateTimeOffset wakeAt)
    {
        if (!LanePlan.MayPark(StatusOf(lane) is not null, signal, _queues.GetValueOrDefault(lane.QueueName)?.Signal ?? 0))
        {
            return false;
        }

        Park(lane.QueueName, wakeAt - world.Clock.Now + world.Clock.Elapsed);
        return Release(lane);
    }

    public IReadOnlyList<OpenMessage> ReadOpen(string queueName, long fromSeq, int max) => _queues.TryGetValue(queueName, out var queue)
        ? [.. queue.Open.Where(message => message.Row.Seq >= fromSeq).Take(max).Select(message => new OpenMessage(
            message.Row.Id,
            message.Row.Seq,
            message.Row.State,
            message.Row.Attempts,
            message.NotBefore,
            message.Content.CreatedAt))]
        : [];

    public IReadOnlyList<LaneWithWork> FindUnattended(TimeSpan leaseLeft, int max) => [.. _queues.Values
        .Where(queue => LanePlan.IsFree(_leases.GetValueOrDefault(queue.Name).Until.Ticks, (world.Clock.Elapsed + leaseLeft).Ticks)
            && LanePlan.Needs(queue.Paused, _parked.ContainsKey(queue.Name), queue.Open.Any(message => !message.Row.IsFinal)))
        .Take(max)
        .Select(queue => new LaneWithWork(queue.Name, queue.Shard))];

    private LaneStatus? Take(string name, int holder, TimeSpan lease)
    {
        if (!_queues.ContainsKey(name) || !LanePlan.IsFree(_leases.GetValueOrDefault(name).Until.Ticks, world.Clock.Elapsed.Ticks))
        {
            return null;
        }

        _leases[name] = new ModelLease(holder, ++_lastEpoch, world.Clock.Elapsed + lease);
        _parked.Remove(name);
        return StatusOf(new LaneEpoch(name, _lastEpoch));
    }

    private bool Release(LaneEpoch lane)
    {
        var isTheirs = _leases.TryGetValue(lane.QueueName, out var lease) && lease.Epoch == lane.Epoch;
        if (isTheirs)
        {
            _leases[lane.QueueName] = lease with { Until = TimeSpan.Zero };
        }

        return isTheirs;
    }

    private LaneStatus? StatusOf(LaneEpoch lane) =>
        _queues.TryGetValue(lane.QueueName, out var queue)
            && _leases.TryGetValue(lane.QueueName, out var lease) && LanePlan.IsTheirs(lane.Epoch, lease.Epoch, lease.Until.Ticks)
                ? new LaneStatus(lane, queue.Parallelism, queue.Paused, queue.Signal, queue.CanceledThrough)
                {
                    StepsAside = queue.StepsAside,
                    AwaitsCallbacks = queue.AwaitsCallbacks,
                    LastSeq = queue.NextSeq - 1,
                }
                : null;
}
