using System.Text.Json.Serialization;

namespace BusQStash.Store.BulkActions;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageFilter))]
[JsonSerializable(typeof(DeadLetterFilter))]
[JsonSerializable(typeof(RunCancelFilter))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, RefusalCount>))]
internal sealed partial class BulkActionJson : JsonSerializerContext;
