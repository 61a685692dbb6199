using System.Text.Json.Serialization;

namespace BusQStash.Api.Messages;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageRowList))]
[JsonSerializable(typeof(MessageDetail))]
[JsonSerializable(typeof(AttemptAnswer))]
internal sealed partial class MessageViewsJson : JsonSerializerContext;
