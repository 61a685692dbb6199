using System.Text.Json.Serialization;

namespace BusQStash.Store.Workflows;

/// <summary>JSON serialization of values stored in the rows of runs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunInvoker))]
internal sealed partial class RunJson : JsonSerializerContext;
