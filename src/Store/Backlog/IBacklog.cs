namespace BusQStash.Store.Backlog;

/// <summary>Counts the backlog for the metrics.</summary>
public interface IBacklog
{
    /// <summary>Limit of each count: no operator needs to distinguish a million from two, so reading all of them is not worth its cost.</summary>
    const int Most = 100_000;

    /// <summary>Counts the backlog.</summary>
    /// <param name="now">Current time: heads due after it are not late.</param>
    /// <param name="cancellationToken">Cancels the counting.</param>
    Task<BacklogCounts> CountAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
