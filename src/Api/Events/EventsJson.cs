using System.Text.Json.Serialization;

namespace BusQStash.Api.Events;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EventListResponse))]
[JsonSerializable(typeof(EventEntry))]
internal sealed partial class EventsJson : JsonSerializerContext;
