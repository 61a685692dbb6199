using BusQStash.Store.Sql;

namespace BusQStash.Api.Events;

/// <summary>What the latest rows have in common.</summary>
/// <param name="Items">The fields that have values, each named like the filter that narrows by it.</param>
/// <param name="Rows">How many rows were looked at.</param>
/// <param name="Capped">There are older ones that were not.</param>
internal sealed record FacetList(IReadOnlyList<FacetField> Items, int Rows, bool Capped);
