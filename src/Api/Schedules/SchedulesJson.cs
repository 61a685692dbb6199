using System.Text.Json.Serialization;

namespace BusQStash.Api.Schedules;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ScheduleResource))]
[JsonSerializable(typeof(IReadOnlyList<ScheduleResource>))]
[JsonSerializable(typeof(FiringTimes))]
internal sealed partial class SchedulesJson : JsonSerializerContext;
