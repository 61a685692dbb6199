using System.Text.Json.Serialization;

namespace BusQStash.Api.BulkActions;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BulkActionResource))]
[JsonSerializable(typeof(BulkActionListResponse))]
internal sealed partial class BulkActionsJson : JsonSerializerContext;
