using System.Text.Json.Serialization;
using BusQStash.Api.Http;

namespace BusQStash.Api.Dlq;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DlqEntry))]
[JsonSerializable(typeof(DlqListResponse))]
[JsonSerializable(typeof(DeleteResponse))]
[JsonSerializable(typeof(RetriedMessage))]
[JsonSerializable(typeof(RetryResponse))]
[JsonSerializable(typeof(CountResource))]
[JsonSerializable(typeof(DeadLetterFacets))]
[JsonSerializable(typeof(DeadLetterSuccessor))]
internal sealed partial class DlqJson : JsonSerializerContext;
