using System.Text.Json.Serialization;

namespace BusQStash.Api.Messages;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageResource))]
[JsonSerializable(typeof(CancelResponse))]
[JsonSerializable(typeof(RunNowResponse))]
internal sealed partial class MessagesJson : JsonSerializerContext;
