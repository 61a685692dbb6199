using System.Text.Json.Serialization;

namespace BusQStash.Api.Events;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EventListResponse))]
internal sealed partial class EventsJson : JsonSerializerContext;
