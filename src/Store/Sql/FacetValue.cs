namespace BusQStash.Store.Sql;

/// <summary>A value and how often it occurs. Times are unix milliseconds.</summary>
/// <param name="Value">The value.</param>
/// <param name="Count">Number of rows with the value.</param>
/// <param name="FirstAt">Time of the first of them.</param>
/// <param name="LastAt">Time of the last of them.</param>
public sealed record FacetValue(string Value, int Count, long FirstAt, long LastAt);
