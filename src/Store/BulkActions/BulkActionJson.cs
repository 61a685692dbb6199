using System.Text.Json.Serialization;

namespace BusQStash.Store.BulkActions;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageFilter))]
internal sealed partial class BulkActionJson : JsonSerializerContext;
