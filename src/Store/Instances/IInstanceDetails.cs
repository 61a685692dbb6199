namespace BusQStash.Store.Instances;

/// <summary>Details processes report about themselves, for the dashboard. Delivery does not depend on them.</summary>
public interface IInstanceDetails
{
    /// <summary>Writes the details of this process, replacing its previous ones.</summary>
    Task WriteAsync(InstanceDetail detail, CancellationToken cancellationToken);

    /// <summary>Records that this process has stopped properly, so that it is not reported as missing.</summary>
    Task LeaveAsync(CancellationToken cancellationToken);

    /// <summary>All processes that are alive or were recently.</summary>
    Task<Processes> ListAsync(CancellationToken cancellationToken);

    /// <summary>The settings of the processes with a recent heartbeat, by number; processes that did not report theirs are left out.</summary>
    Task<IReadOnlyDictionary<int, IReadOnlyDictionary<string, string>>> ListSettingsAsync(CancellationToken cancellationToken);

    /// <summary>Deletes the details of processes whose last heartbeat is older than <paramref name="age"/>.</summary>
    Task ForgetAsync(TimeSpan age, CancellationToken cancellationToken);
}
