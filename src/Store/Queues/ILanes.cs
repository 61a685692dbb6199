namespace BusQStash.Store.Queues;

/// <summary>Leases and contents of lanes. The database's clock decides when a lease expires; the owner measures it from before its request, so it stops first.</summary>
public interface ILanes
{
    /// <summary>
    /// Takes those of the named lanes that are free or whose lease has expired, each under a new epoch, for this process. Deletes their parking due rows. A lane of an unknown
    /// (deleted) queue is not taken.
    /// </summary>
    Task<IReadOnlyList<LaneStatus>> TakeAsync(IReadOnlyCollection<string> queueNames, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Renews the leases of the given lanes; returns the lanes still held under these epochs.</summary>
    Task<IReadOnlyList<LaneStatus>> RenewAsync(IReadOnlyCollection<LaneEpoch> lanes, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Reads the status of the given lanes without renewing their leases; returns the lanes still held under these epochs.</summary>
    Task<IReadOnlyList<LaneStatus>> LookAsync(IReadOnlyCollection<LaneEpoch> lanes, CancellationToken cancellationToken);

    /// <summary>Releases lanes at once; lanes under another epoch are left unchanged.</summary>
    Task ReleaseAsync(IReadOnlyCollection<LaneEpoch> lanes, CancellationToken cancellationToken);

    /// <summary>
    /// Releases a lane until <paramref name="wakeAt"/>: writes its due row (token <c>lane:NAME</c>) and releases the lease in one transaction. False when the epoch differs or when
    /// the lane's signal is no longer <paramref name="signal"/> (something changed: read the ledger again).
    /// </summary>
    Task<bool> ParkAsync(LaneEpoch lane, long signal, DateTimeOffset wakeAt, CancellationToken cancellationToken);

    /// <summary>Messages that hold a place in the lane, with <c>seq</c> from <paramref name="fromSeq"/>, in order.</summary>
    Task<IReadOnlyList<OpenMessage>> ReadOpenAsync(string queueName, long fromSeq, int max, CancellationToken cancellationToken);

    /// <summary>
    /// Lanes that need a worker: not paused, not parked, with unfinished messages, and with a lease that has expired or expires within <paramref name="leaseLeft"/>.
    /// </summary>
    Task<IReadOnlyList<LaneWithWork>> FindUnattendedAsync(TimeSpan leaseLeft, int max, CancellationToken cancellationToken);
}
