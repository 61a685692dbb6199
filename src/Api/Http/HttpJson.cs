using System.Text.Json.Serialization;

namespace BusQStash.Api.Http;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ErrorBody))]
internal sealed partial class HttpJson : JsonSerializerContext;
