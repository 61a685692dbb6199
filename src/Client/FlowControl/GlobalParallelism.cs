using System.Text.Json.Serialization;

namespace BusQStash.Client.FlowControl;

/// <summary>Deliveries in flight in all, whatever their key.</summary>
/// <param name="Max">Most of them.</param>
/// <param name="Count">How many there are.</param>
public sealed record GlobalParallelism(
    [property: JsonPropertyName("parallelismMax")] int Max,
    [property: JsonPropertyName("parallelismCount")] int Count);
