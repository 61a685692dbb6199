using BusQStash.Store.Sql;

namespace BusQStash.Store.Dlq;

/// <summary>Summarizes dead letters for the dashboard. Every count is limited.</summary>
public interface IDeadLetterViews
{
    /// <summary>Number of entries a query matches, up to a limit.</summary>
    Task<int> CountAsync(DlqQuery query, int limit, CancellationToken cancellationToken);

    /// <summary>Facets and failure groups of the latest entries of a query.</summary>
    Task<(FacetResult Facets, IReadOnlyList<DeadLetterGroup> Groups)> FacetsAsync(DlqQuery query, int rows, CancellationToken cancellationToken);
}
