using System.Text.Json.Serialization;

namespace BusQStash.Api.Schedules;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FiringTimes))]
internal sealed partial class ScheduleViewsJson : JsonSerializerContext;
