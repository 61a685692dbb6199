namespace BusQStash.Client.Server;

/// <summary>A value of a field.</summary>
/// <param name="Value">The value.</param>
/// <param name="Count">How many entries have it.</param>
/// <param name="FirstAt">When the first of them was written.</param>
/// <param name="LastAt">When the last of them was written.</param>
public sealed record FacetValue(string Value, int Count, DateTimeOffset FirstAt, DateTimeOffset LastAt);
