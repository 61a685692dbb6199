namespace BusQStash.Client.Events;

/// <summary>The history of messages.</summary>
public interface ILogClient
{
    /// <summary>The entries that fit, page after page as they are read.</summary>
    /// <param name="filter">Which. <see langword="null"/>: all.</param>
    /// <param name="earliestFirst">The oldest first instead of the newest.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    IAsyncEnumerable<LogEntry> ListAsync(LogFilter? filter = null, bool earliestFirst = false, CancellationToken cancellationToken = default);

    /// <summary>One page of them.</summary>
    /// <param name="filter">Which. <see langword="null"/>: all.</param>
    /// <param name="cursor">From the page before. <see langword="null"/>: the first page.</param>
    /// <param name="count">Most entries, 1 to 1000. Default: 100.</param>
    /// <param name="earliestFirst">The oldest first instead of the newest.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<Page<LogEntry>> ListPageAsync(
        LogFilter? filter = null, string? cursor = null, int? count = null, bool earliestFirst = false, CancellationToken cancellationToken = default);

    /// <summary>
    /// Entries as they are written, from now on, within about a second, until stopped. A connection that ends is opened again and goes on behind the last entry. At most 200 entries a
    /// second are shown. BusQStash only.
    /// </summary>
    /// <param name="filter">Which. <see langword="null"/>: all.</param>
    /// <param name="cancellationToken">Stops watching.</param>
    /// <exception cref="BusQStashException">The server refuses, or is not there although it was asked several times.</exception>
    IAsyncEnumerable<LiveNews> WatchAsync(LogFilter? filter = null, CancellationToken cancellationToken = default);
}
