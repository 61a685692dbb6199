namespace BusQStash.Client.Events;

/// <summary>The history of messages.</summary>
public interface ILogClient
{
    /// <summary>The entries that match, fetched page by page as they are enumerated.</summary>
    /// <param name="filter">The selection. <see langword="null"/>: all.</param>
    /// <param name="earliestFirst">Oldest first instead of newest first.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    IAsyncEnumerable<LogEntry> ListAsync(LogFilter? filter = null, bool earliestFirst = false, CancellationToken cancellationToken = default);

    /// <summary>One page of them.</summary>
    /// <param name="filter">The selection. <see langword="null"/>: all.</param>
    /// <param name="cursor">The cursor of the previous page. <see langword="null"/>: the first page.</param>
    /// <param name="count">Maximum number of entries, 1 to 1000. Default: 100.</param>
    /// <param name="earliestFirst">Oldest first instead of newest first.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<Page<LogEntry>> ListPageAsync(
        LogFilter? filter = null, string? cursor = null, int? count = null, bool earliestFirst = false, CancellationToken cancellationToken = default);

    /// <summary>
    /// Live feed: new entries within about a second of being written, until stopped. A broken connection is reopened and continues after the last entry. At most 200
    /// entries a second are shown. BusQStash only.
    /// </summary>
    /// <param name="filter">The selection. <see langword="null"/>: all.</param>
    /// <param name="cancellationToken">Stops watching.</param>
    /// <exception cref="BusQStashException">The server refuses, or stays unreachable after several tries.</exception>
    IAsyncEnumerable<LiveNews> WatchAsync(LogFilter? filter = null, CancellationToken cancellationToken = default);
}
