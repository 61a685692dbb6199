using System.Text.Json.Serialization;

namespace BusQStash.Api.Dlq;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DlqEntry))]
[JsonSerializable(typeof(DlqListResponse))]
[JsonSerializable(typeof(DeleteResponse))]
[JsonSerializable(typeof(RetriedMessage))]
[JsonSerializable(typeof(RetryResponse))]
internal sealed partial class DlqJson : JsonSerializerContext;
