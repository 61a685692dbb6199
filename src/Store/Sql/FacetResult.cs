namespace BusQStash.Store.Sql;

/// <summary>Facets of the latest rows.</summary>
/// <param name="Fields">Fields that have values.</param>
/// <param name="Rows">Number of rows examined.</param>
/// <param name="Capped">Older rows exist that were not examined.</param>
public sealed record FacetResult(IReadOnlyList<FacetField> Fields, int Rows, bool Capped);
