namespace BusQStash.Store.Sql;

/// <summary>Facets of the latest rows.</summary>
/// <param name="Fields">The fields that have values.</param>
/// <param name="Rows">How many rows they were taken from.</param>
/// <param name="Capped">There are older ones that were not looked at.</param>
public sealed record FacetResult(IReadOnlyList<FacetField> Fields, int Rows, bool Capped);
