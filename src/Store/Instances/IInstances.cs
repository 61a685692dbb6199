namespace BusQStash.Store.Instances;

/// <summary>The processes at work on this ledger, told by their heartbeats on the database's clock.</summary>
public interface IInstances
{
    /// <summary>Registers this process and fills in <see cref="InstanceIdentity"/>.</summary>
    Task RegisterAsync(InstanceKind kind, CancellationToken cancellationToken);

    /// <summary>
    /// Says that this process is alive and that every command of its messages up to <paramref name="watermark"/> is confirmed by the broker.
    /// Registers it anew under the same number if somebody took it for dead.
    /// </summary>
    Task BeatAsync(InstanceKind kind, long watermark, CancellationToken cancellationToken);

    /// <summary>Numbers of the workers whose heartbeat is younger than <paramref name="maxAge"/> and that are not leaving, in order.</summary>
    Task<IReadOnlyList<int>> ListWorkersAsync(TimeSpan maxAge, CancellationToken cancellationToken);

    /// <summary>This process takes no new work.</summary>
    Task LeaveAsync(CancellationToken cancellationToken);

    /// <summary>This process has ended what it did: others may look after what it left behind at once.</summary>
    Task EndAsync(CancellationToken cancellationToken);

    /// <summary>Other processes whose heartbeat is older than <paramref name="age"/>: number and watermark.</summary>
    Task<IReadOnlyList<DeadInstance>> ListDeadAsync(TimeSpan age, CancellationToken cancellationToken);

    /// <summary>
    /// All that a dead process left behind is taken care of; false when its heartbeat is younger than <paramref name="age"/> after all, and nothing is forgotten.
    /// </summary>
    Task<bool> ForgetAsync(int number, TimeSpan age, CancellationToken cancellationToken);
}
