using System.Text.Json.Serialization;
using BusQStash.Api.Http;

namespace BusQStash.Api.Events;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EventListResponse))]
[JsonSerializable(typeof(EventEntry))]
[JsonSerializable(typeof(CountResource))]
[JsonSerializable(typeof(FacetList))]
[JsonSerializable(typeof(Histogram))]
[JsonSerializable(typeof(LiveEntry))]
[JsonSerializable(typeof(LiveSkipped))]
[JsonSerializable(typeof(LivePing))]
internal sealed partial class EventsJson : JsonSerializerContext;
