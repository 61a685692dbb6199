namespace BusQStash.Store.Sql;

/// <summary>The values of a field, most frequent first.</summary>
/// <param name="Field">The field, named like the filter for it.</param>
/// <param name="Values">The values.</param>
public sealed record FacetField(string Field, IReadOnlyList<FacetValue> Values);
