using System.Text.Json.Serialization;

namespace BusQStash.Api.Stats;

// Nulls in columns are gaps and stay; there are none elsewhere.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StatsResource))]
internal sealed partial class StatsJson : JsonSerializerContext;
