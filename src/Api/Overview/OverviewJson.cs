using System.Text.Json.Serialization;

namespace BusQStash.Api.Overview;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InfoResource))]
internal sealed partial class OverviewJson : JsonSerializerContext;
