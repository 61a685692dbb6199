using BusQStash.Store.Sql;

namespace BusQStash.Api.Events;

/// <summary>The most frequent values among the latest rows.</summary>
/// <param name="Items">The fields that have values, each named like its filter.</param>
/// <param name="Rows">How many rows were examined.</param>
/// <param name="Capped">Whether older rows were not examined.</param>
internal sealed record FacetList(IReadOnlyList<FacetField> Items, int Rows, bool Capped);
