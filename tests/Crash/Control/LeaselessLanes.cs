using BusQStash.Store.Queues;

namespace BusQStash.Crash.Control;

/// <summary>Lanes whose lease every worker gets on request, and whose loss is reported to none.</summary>
internal sealed class LeaselessLanes(ILanes inner, LeaseThief thief) : ILanes
{
    public async Task<IReadOnlyList<LaneStatus>> TakeAsync(IReadOnlyCollection<string> queueNames, TimeSpan lease, CancellationToken cancellationToken)
    {
        await thief.EndAsync(queueNames, cancellationToken);
        return await inner.TakeAsync(queueNames, lease, cancellationToken);
    }

    public async Task<IReadOnlyList<LaneStatus>> RenewAsync(IReadOnlyCollection<LaneEpoch> lanes, TimeSpan lease, CancellationToken cancellationToken) =>
        await LookAsync(lanes, cancellationToken);

    public async Task<IReadOnlyList<LaneStatus>> LookAsync(IReadOnlyCollection<LaneEpoch> lanes, CancellationToken cancellationToken)
    {
        var known = new List<LaneStatus>();
        foreach (var lane in lanes)
        {
            var current = await thief.CurrentAsync(lane.QueueName, cancellationToken);
            known.AddRange((await inner.LookAsync([current], cancellationToken)).Select(status => status with { Lane = lane }));
        }

        return known;
    }

    public Task ReleaseAsync(IReadOnlyCollection<LaneEpoch> lanes, CancellationToken cancellationToken) => inner.ReleaseAsync(lanes, cancellationToken);

    public Task<bool> ParkAsync(LaneEpoch lane, long signal, DateTimeOffset wakeAt, CancellationToken cancellationToken) =>
        inner.ParkAsync(lane, signal, wakeAt, cancellationToken);

    public Task<IReadOnlyList<OpenMessage>> ReadOpenAsync(string queueName, long fromSeq, int max, CancellationToken cancellationToken) =>
        inner.ReadOpenAsync(queueName, fromSeq, max, cancellationToken);

    public Task<IReadOnlyList<LaneWithWork>> FindUnattendedAsync(TimeSpan leaseLeft, int max, CancellationToken cancellationToken) =>
        inner.FindUnattendedAsync(leaseLeft, max, cancellationToken);
}
