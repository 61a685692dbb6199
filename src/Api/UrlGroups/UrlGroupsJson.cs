using System.Text.Json.Serialization;

namespace BusQStash.Api.UrlGroups;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EndpointsRequest))]
[JsonSerializable(typeof(DefaultHeadersRequest))]
[JsonSerializable(typeof(UrlGroupResource))]
[JsonSerializable(typeof(IEnumerable<UrlGroupResource>))]
internal sealed partial class UrlGroupsJson : JsonSerializerContext;
