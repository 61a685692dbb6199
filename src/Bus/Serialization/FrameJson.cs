using System.Text.Json.Serialization;
using BusQStash.Contracts.Messages;

namespace BusQStash.Bus.Serialization;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EnqueueMessage))]
internal sealed partial class FrameJson : JsonSerializerContext;
