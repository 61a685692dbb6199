using System.Text.Json.Serialization;
using BusQStash.Api.Http;

namespace BusQStash.Api.Publishing;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PublishedMessage))]
[JsonSerializable(typeof(IReadOnlyList<PublishedMessage>))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(List<BatchItem>))]
[JsonSerializable(typeof(BatchItem))]
internal sealed partial class PublishingJson : JsonSerializerContext;
