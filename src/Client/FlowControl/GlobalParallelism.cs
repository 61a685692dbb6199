using System.Text.Json.Serialization;

namespace BusQStash.Client.FlowControl;

/// <summary>Deliveries in flight across all flow-control keys.</summary>
/// <param name="Max">Maximum number of deliveries in flight.</param>
/// <param name="Count">Deliveries in flight.</param>
public sealed record GlobalParallelism(
    [property: JsonPropertyName("parallelismMax")] int Max,
    [property: JsonPropertyName("parallelismCount")] int Count);
