using BusQStash.Store.Sql;

namespace BusQStash.Api.Dlq;

/// <summary>The most frequent values among the latest dead letters.</summary>
/// <param name="Items">The fields that have values, each named like its filter.</param>
/// <param name="Groups">Groups of dead letters of one host that failed the same way, the largest first.</param>
/// <param name="Rows">How many dead letters were examined.</param>
/// <param name="Capped">Whether older ones were not examined.</param>
internal sealed record DeadLetterFacets(IReadOnlyList<FacetField> Items, IReadOnlyList<DeadLetterGroupResource> Groups, int Rows, bool Capped);
