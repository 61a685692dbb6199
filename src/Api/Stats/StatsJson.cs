using System.Text.Json.Serialization;

namespace BusQStash.Api.Stats;

// Nulls in columns are gaps and must be written; nothing else is null.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StatsResource))]
internal sealed partial class StatsJson : JsonSerializerContext;
