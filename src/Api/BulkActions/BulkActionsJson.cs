using System.Text.Json.Serialization;

namespace BusQStash.Api.BulkActions;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BulkActionResource))]
[JsonSerializable(typeof(BulkActionListResponse))]
[JsonSerializable(typeof(BulkActionRequest))]
[JsonSerializable(typeof(BulkActionView))]
[JsonSerializable(typeof(BulkActionViewList))]
[JsonSerializable(typeof(StartedBulkAction))]
internal sealed partial class BulkActionsJson : JsonSerializerContext;
