using BusQStash.Store.Sql;

namespace BusQStash.Store.Events;

/// <summary>Summarizes the logs for the dashboard: counts, histogram and facets. Every count is limited; the whole log is never counted.</summary>
public interface IEventViews
{
    /// <summary>Number of entries a query matches, up to a limit.</summary>
    Task<int> CountAsync(EventQuery query, int limit, CancellationToken cancellationToken);

    /// <summary>Entries over time, from the query's start to its end; each bar is counted up to a limit.</summary>
    Task<IReadOnlyList<HistogramBar>> HistogramAsync(EventQuery query, int bars, int limit, CancellationToken cancellationToken);

    /// <summary>Facets of the latest entries of a query.</summary>
    Task<FacetResult> FacetsAsync(EventQuery query, int rows, CancellationToken cancellationToken);

    /// <summary>The latest entries since a time, newest first, at most <paramref name="max"/>.</summary>
    Task<IReadOnlyList<TailEntry>> TailAsync(long from, int max, CancellationToken cancellationToken);
}
