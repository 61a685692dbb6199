using BusQStash.Store.Sql;

namespace BusQStash.Store.Events;

/// <summary>The logs as people look at them: how many, when, and what they have in common. Never a total over all of it.</summary>
public interface IEventViews
{
    /// <summary>How many entries a list would have, up to a limit.</summary>
    Task<int> CountAsync(EventQuery query, int limit, CancellationToken cancellationToken);

    /// <summary>Entries over time, from the query's first time to its last; each bar is counted up to a limit.</summary>
    Task<IReadOnlyList<HistogramBar>> HistogramAsync(EventQuery query, int bars, int limit, CancellationToken cancellationToken);

    /// <summary>What the latest entries of a list have in common.</summary>
    Task<FacetResult> FacetsAsync(EventQuery query, int rows, CancellationToken cancellationToken);

    /// <summary>The latest entries since a time, the latest first, at most so many.</summary>
    Task<IReadOnlyList<TailEntry>> TailAsync(long from, int max, CancellationToken cancellationToken);
}
