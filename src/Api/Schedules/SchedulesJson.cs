using System.Text.Json.Serialization;

namespace BusQStash.Api.Schedules;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ScheduleResource))]
[JsonSerializable(typeof(IReadOnlyList<ScheduleResource>))]
internal sealed partial class SchedulesJson : JsonSerializerContext;
