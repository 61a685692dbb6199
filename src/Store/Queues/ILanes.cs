namespace BusQStash.Store.Queues;

/// <summary>Leases and contents of lanes. A lease is counted on the database's clock; its owner counts it from before it asked.</summary>
public interface ILanes
{
    /// <summary>
    /// Takes those of the named lanes whose lease is over or free, each under a fresh epoch, for this process. Deletes their parking due rows.
    /// A lane of an unknown (deleted) queue is not taken.
    /// </summary>
    Task<IReadOnlyList<LaneStatus>> TakeAsync(IReadOnlyCollection<string> queueNames, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Renews the lease of the given lanes; returns those that are still held under these epochs.</summary>
    Task<IReadOnlyList<LaneStatus>> RenewAsync(IReadOnlyCollection<LaneEpoch> lanes, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>The same without renewing.</summary>
    Task<IReadOnlyList<LaneStatus>> LookAsync(IReadOnlyCollection<LaneEpoch> lanes, CancellationToken cancellationToken);

    /// <summary>Gives lanes up at once; those under another epoch are left alone.</summary>
    Task ReleaseAsync(IReadOnlyCollection<LaneEpoch> lanes, CancellationToken cancellationToken);

    /// <summary>
    /// Gives a lane up until <paramref name="wakeAt"/>: writes its due row (token <c>lane:NAME</c>) and releases the lease in one transaction.
    /// False when the epoch is another or when the lane's signal is no longer <paramref name="signal"/> (something happened: look again).
    /// </summary>
    Task<bool> ParkAsync(LaneEpoch lane, long signal, DateTimeOffset wakeAt, CancellationToken cancellationToken);

    /// <summary>Messages that hold a place in the lane, with <c>seq</c> from <paramref name="fromSeq"/>, in order.</summary>
    Task<IReadOnlyList<OpenMessage>> ReadOpenAsync(string queueName, long fromSeq, int max, CancellationToken cancellationToken);

    /// <summary>Lanes that need a worker's attention (not paused, not parked, lease over or about to be in <paramref name="leaseLeft"/>, unfinished messages).</summary>
    Task<IReadOnlyList<LaneWithWork>> FindUnattendedAsync(TimeSpan leaseLeft, int max, CancellationToken cancellationToken);
}
