namespace BusQStash.Store.Instances;

/// <summary>What processes say about themselves, for people. Nothing that delivers depends on it.</summary>
public interface IInstanceDetails
{
    /// <summary>Writes what this process says now over what it said before.</summary>
    Task WriteAsync(InstanceDetail detail, CancellationToken cancellationToken);

    /// <summary>This process says good-bye: nobody need wonder where it is.</summary>
    Task LeaveAsync(CancellationToken cancellationToken);

    /// <summary>All processes that are there or were a while ago.</summary>
    Task<Processes> ListAsync(CancellationToken cancellationToken);

    /// <summary>The settings of the processes whose heartbeat is young, by their numbers; those that did not say theirs are left out.</summary>
    Task<IReadOnlyDictionary<int, IReadOnlyDictionary<string, string>>> ListSettingsAsync(CancellationToken cancellationToken);

    /// <summary>Forgets processes that were heard of last so long ago.</summary>
    Task ForgetAsync(TimeSpan age, CancellationToken cancellationToken);
}
