using System.Text.Json.Serialization;
using BusQStash.Bus.Publishing;

namespace BusQStash.Bus.Serialization;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeliverMessage))]
internal sealed partial class FrameJson : JsonSerializerContext;
