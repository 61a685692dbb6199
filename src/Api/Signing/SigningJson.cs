using System.Text.Json.Serialization;

namespace BusQStash.Api.Signing;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KeysResponse))]
[JsonSerializable(typeof(WebhookKeysResponse))]
internal sealed partial class SigningJson : JsonSerializerContext;
