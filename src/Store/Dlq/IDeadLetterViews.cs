using BusQStash.Store.Sql;

namespace BusQStash.Store.Dlq;

/// <summary>The dead letters as people look at them. Never a total over all of them.</summary>
public interface IDeadLetterViews
{
    /// <summary>How many entries a list would have, up to a limit.</summary>
    Task<int> CountAsync(DlqQuery query, int limit, CancellationToken cancellationToken);

    /// <summary>What the latest entries of a list have in common, and in which groups they fall.</summary>
    Task<(FacetResult Facets, IReadOnlyList<DeadLetterGroup> Groups)> FacetsAsync(DlqQuery query, int rows, CancellationToken cancellationToken);
}
