namespace BusQStash.Client.Server;

/// <summary>A field and its values.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Values">Its values, the most frequent first.</param>
public sealed record FacetField(string Field, IReadOnlyList<FacetValue> Values);
