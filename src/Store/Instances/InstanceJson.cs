using System.Text.Json.Serialization;

namespace BusQStash.Store.Instances;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<RunningAttempt>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class InstanceJson : JsonSerializerContext;
