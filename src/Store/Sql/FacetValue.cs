namespace BusQStash.Store.Sql;

/// <summary>A value many rows have. Times are unix milliseconds.</summary>
/// <param name="Value">The value.</param>
/// <param name="Count">How many rows have it.</param>
/// <param name="FirstAt">When the first of them was.</param>
/// <param name="LastAt">When the last of them was.</param>
public sealed record FacetValue(string Value, int Count, long FirstAt, long LastAt);
