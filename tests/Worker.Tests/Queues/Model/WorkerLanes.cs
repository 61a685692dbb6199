using BusQStash.Store.Queues;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>Lanes as one worker reaches them.</summary>
internal sealed class WorkerLanes(World world, int worker, StoreLine line) : ILanes
{
    private const int LooseWindow = 8;

    public Task<IReadOnlyList<LaneStatus>> TakeAsync(IReadOnlyCollection<string> queueNames, TimeSpan lease, CancellationToken cancellationToken) => line.CallAsync(
        () =>
        {
            if (world.Without == Without.Lease)
            {
                world.Ledger.EndLeases(queueNames);
            }

            return Told(world.Ledger.Take(queueNames, worker, lease));
        },
        cancellationToken);

    public Task<IReadOnlyList<LaneStatus>> RenewAsync(IReadOnlyCollection<LaneEpoch> lanes, TimeSpan lease, CancellationToken cancellationToken) =>
        line.CallAsync(() => world.Without == Without.Lease ? LookAtAny(lanes) : Told(world.Ledger.Renew(lanes, lease)), cancellationToken);

    public Task<IReadOnlyList<LaneStatus>> LookAsync(IReadOnlyCollection<LaneEpoch> lanes, CancellationToken cancellationToken) =>
        line.CallAsync(() => world.Without == Without.Lease ? LookAtAny(lanes) : Told(world.Ledger.Look(lanes)), cancellationToken);

    public Task ReleaseAsync(IReadOnlyCollection<LaneEpoch> lanes, CancellationToken cancellationToken) =>
        line.CallAsync(() => world.Ledger.Release(lanes), cancellationToken);

    public Task<bool> ParkAsync(LaneEpoch lane, long signal, DateTimeOffset wakeAt, CancellationToken cancellationToken) =>
        line.CallAsync(() => world.Ledger.Park(lane, signal, wakeAt), cancellationToken);

    public Task<IReadOnlyList<OpenMessage>> ReadOpenAsync(string queueName, long fromSeq, int max, CancellationToken cancellationToken) =>
        line.CallAsync(() => world.Ledger.ReadOpen(queueName, fromSeq, max), cancellationToken);

    public Task<IReadOnlyList<LaneWithWork>> FindUnattendedAsync(TimeSpan leaseLeft, int max, CancellationToken cancellationToken) =>
        line.CallAsync(() => world.Ledger.FindUnattended(leaseLeft, max), cancellationToken);

    private IReadOnlyList<LaneStatus> Told(IReadOnlyList<LaneStatus> lanes) => world.Without == Without.Order
        ? [.. lanes.Select(lane => lane with { Parallelism = LooseWindow, StepsAside = true, AwaitsCallbacks = false })]
        : lanes;

    // Whoever thinks to have a lane hears that it is so.
    private IReadOnlyList<LaneStatus> LookAtAny(IEnumerable<LaneEpoch> lanes) =>
        [.. lanes.SelectMany(lane => world.Ledger.Look([world.Ledger.CurrentEpoch(lane.QueueName)]).Select(status => status with { Lane = lane }))];
}
