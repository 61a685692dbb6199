using BusQStash.Store.Sql;

namespace BusQStash.Api.Dlq;

/// <summary>What the latest dead letters have in common.</summary>
/// <param name="Items">The fields that have values, each named like the filter that narrows by it.</param>
/// <param name="Groups">Those of one host that failed the same way, the largest first.</param>
/// <param name="Rows">How many dead letters were looked at.</param>
/// <param name="Capped">There are older ones that were not.</param>
internal sealed record DeadLetterFacets(IReadOnlyList<FacetField> Items, IReadOnlyList<DeadLetterGroupResource> Groups, int Rows, bool Capped);
