using System.Text.Json.Serialization;

namespace BusQStash.Api.Queues;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UpsertQueueRequest))]
[JsonSerializable(typeof(QueueResource))]
[JsonSerializable(typeof(IEnumerable<QueueResource>))]
[JsonSerializable(typeof(QueueRowList))]
[JsonSerializable(typeof(QueueDetail))]
internal sealed partial class QueuesJson : JsonSerializerContext;
