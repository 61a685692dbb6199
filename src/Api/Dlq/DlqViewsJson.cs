using System.Text.Json.Serialization;
using BusQStash.Api.Http;

namespace BusQStash.Api.Dlq;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CountResource))]
[JsonSerializable(typeof(DeadLetterFacets))]
internal sealed partial class DlqViewsJson : JsonSerializerContext;
