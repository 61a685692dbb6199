using System.Text.Json.Serialization;
using BusQStash.Api.Http;
using BusQStash.Api.Schedules;

namespace BusQStash.Api.Publishing;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PublishedMessage))]
[JsonSerializable(typeof(IReadOnlyList<PublishedMessage>))]
[JsonSerializable(typeof(CreatedSchedule))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(List<BatchItem>))]
[JsonSerializable(typeof(BatchItem))]
[JsonSerializable(typeof(DestinationCheckRequest))]
[JsonSerializable(typeof(DestinationCheck))]
internal sealed partial class PublishingJson : JsonSerializerContext;
