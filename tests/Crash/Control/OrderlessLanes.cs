using BusQStash.Store.Queues;

namespace BusQStash.Crash.Control;

/// <summary>Lanes that allow many concurrent messages in every queue, and in which messages waiting for a retry or a callback block no other.</summary>
internal sealed class OrderlessLanes(ILanes inner) : ILanes
{
    private const int Window = 8;

    public async Task<IReadOnlyList<LaneStatus>> TakeAsync(IReadOnlyCollection<string> queueNames, TimeSpan lease, CancellationToken cancellationToken) =>
        Loosen(await inner.TakeAsync(queueNames, lease, cancellationToken));

    public async Task<IReadOnlyList<LaneStatus>> RenewAsync(IReadOnlyCollection<LaneEpoch> lanes, TimeSpan lease, CancellationToken cancellationToken) =>
        Loosen(await inner.RenewAsync(lanes, lease, cancellationToken));

    public async Task<IReadOnlyList<LaneStatus>> LookAsync(IReadOnlyCollection<LaneEpoch> lanes, CancellationToken cancellationToken) =>
        Loosen(await inner.LookAsync(lanes, cancellationToken));

    public Task ReleaseAsync(IReadOnlyCollection<LaneEpoch> lanes, CancellationToken cancellationToken) => inner.ReleaseAsync(lanes, cancellationToken);

    public Task<bool> ParkAsync(LaneEpoch lane, long signal, DateTimeOffset wakeAt, CancellationToken cancellationToken) =>
        inner.ParkAsync(lane, signal, wakeAt, cancellationToken);

    public Task<IReadOnlyList<OpenMessage>> ReadOpenAsync(string queueName, long fromSeq, int max, CancellationToken cancellationToken) =>
        inner.ReadOpenAsync(queueName, fromSeq, max, cancellationToken);

    public Task<IReadOnlyList<LaneWithWork>> FindUnattendedAsync(TimeSpan leaseLeft, int max, CancellationToken cancellationToken) =>
        inner.FindUnattendedAsync(leaseLeft, max, cancellationToken);

    private static IReadOnlyList<LaneStatus> Loosen(IReadOnlyList<LaneStatus> lanes) =>
        [.. lanes.Select(lane => lane with { Parallelism = Math.Max(lane.Parallelism, Window), StepsAside = true, AwaitsCallbacks = false })];
}
