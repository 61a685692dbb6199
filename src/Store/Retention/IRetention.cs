namespace BusQStash.Store.Retention;

/// <summary>Retention: deletes data older than its limit, in small steps.</summary>
public interface IRetention
{
    /// <summary>Deletes at most <paramref name="max"/> items of each kind; returns how many were deleted in all. 0 means done.</summary>
    Task<int> PruneAsync(RetentionLimits limits, int max, CancellationToken cancellationToken);
}
