namespace BusQStash.Store.Instances;

/// <summary>Registry of the processes that use this ledger, with their heartbeats on the database's clock.</summary>
public interface IInstances
{
    /// <summary>Registers this process and fills in <see cref="InstanceIdentity"/>.</summary>
    Task RegisterAsync(InstanceKind kind, CancellationToken cancellationToken);

    /// <summary>
    /// Writes this process's heartbeat, and its <paramref name="watermark"/>: the broker has confirmed every command of its messages up to that number. Registers the process again
    /// under the same number if it was considered dead.
    /// </summary>
    Task BeatAsync(InstanceKind kind, long watermark, CancellationToken cancellationToken);

    /// <summary>Numbers of the workers whose heartbeat is younger than <paramref name="maxAge"/> and that are not leaving, in order.</summary>
    Task<IReadOnlyList<int>> ListWorkersAsync(TimeSpan maxAge, CancellationToken cancellationToken);

    /// <summary>Records that this process takes no new work.</summary>
    Task LeaveAsync(CancellationToken cancellationToken);

    /// <summary>Records that this process has stopped, so that others may recover what it left behind at once.</summary>
    Task EndAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Other processes whose heartbeat is younger than <paramref name="age"/> but whose connection for heartbeats is closed, as far as the database can tell. They may be dead, or about
    /// to connect again. Empty when the ledger is a file.
    /// </summary>
    Task<IReadOnlyList<int>> ListDisconnectedAsync(TimeSpan age, CancellationToken cancellationToken);

    /// <summary>
    /// Makes the heartbeat of such a process as old as <paramref name="age"/>, and releases its leases on lanes, in one transaction. Returns their number;
    /// <see langword="null"/>, with nothing changed, when the process is connected again or its heartbeat is that old already.
    /// </summary>
    Task<int?> GiveUpAsync(int number, TimeSpan age, CancellationToken cancellationToken);

    /// <summary>Other processes whose heartbeat is older than <paramref name="age"/> (number and watermark).</summary>
    Task<IReadOnlyList<DeadInstance>> ListDeadAsync(TimeSpan age, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes a dead process after everything it left behind was recovered; false, with nothing deleted, when its heartbeat is younger than <paramref name="age"/> after all.
    /// </summary>
    Task<bool> ForgetAsync(int number, TimeSpan age, CancellationToken cancellationToken);
}
