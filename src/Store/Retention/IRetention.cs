namespace BusQStash.Store.Retention;

/// <summary>Forgets what is older than its retention, in small steps.</summary>
public interface IRetention
{
    /// <summary>Removes at most <paramref name="max"/> things of each kind; returns how many were removed in all. 0 means done.</summary>
    Task<int> PruneAsync(RetentionLimits limits, int max, CancellationToken cancellationToken);
}
