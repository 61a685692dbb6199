using BusQStash.Store.Sql;

namespace BusQStash.Store.Dlq;

/// <summary>Summarizes dead letters for the dashboard. Every count is limited.</summary>
public interface IDeadLetterViews
{
    /// <summary>Number of entries a query matches on these hosts (all if none is given), and whether there may be more than were looked at.</summary>
    Task<(int Count, bool Capped)> CountAsync(DlqQuery query, IReadOnlyList<string> hosts, int limit, CancellationToken cancellationToken);

    /// <summary>Facets and failure groups of the latest entries of a query.</summary>
    Task<(FacetResult Facets, IReadOnlyList<DeadLetterGroup> Groups)> FacetsAsync(DlqQuery query, int rows, CancellationToken cancellationToken);
}
