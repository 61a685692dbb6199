namespace BusQStash.Store.Backlog;

/// <summary>Counts what waits, for the metrics.</summary>
public interface IBacklog
{
    /// <summary>Most that is counted of each kind: to know whether it is a million or two nobody need read them all.</summary>
    const int Most = 100_000;

    /// <summary>Counts.</summary>
    /// <param name="now">What is due after this is not late.</param>
    /// <param name="cancellationToken">Gives up counting.</param>
    Task<BacklogCounts> CountAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
