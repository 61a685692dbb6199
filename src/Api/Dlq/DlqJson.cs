using System.Text.Json.Serialization;

namespace BusQStash.Api.Dlq;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DlqEntry))]
[JsonSerializable(typeof(DlqListResponse))]
internal sealed partial class DlqJson : JsonSerializerContext;
