using System.Text.Json.Serialization;

namespace BusQStash.Api.Publishing;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DestinationCheckRequest))]
[JsonSerializable(typeof(DestinationCheck))]
internal sealed partial class DestinationCheckJson : JsonSerializerContext;
