using System.Text.Json.Serialization;

namespace BusQStash.Api.Messages;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageResource))]
[JsonSerializable(typeof(CancelResponse))]
[JsonSerializable(typeof(RunNowResponse))]
[JsonSerializable(typeof(MessageRowList))]
[JsonSerializable(typeof(MessageDetail))]
[JsonSerializable(typeof(AttemptAnswer))]
internal sealed partial class MessagesJson : JsonSerializerContext;
