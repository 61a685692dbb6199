using System.Text.Json.Serialization;

namespace BusQStash.Api.Queues;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(QueueRowList))]
[JsonSerializable(typeof(QueueDetail))]
internal sealed partial class QueueViewsJson : JsonSerializerContext;
