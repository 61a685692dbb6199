using System.Text.Json.Serialization;

namespace BusQStash.Api.Overview;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InfoResource))]
[JsonSerializable(typeof(OverviewResource))]
[JsonSerializable(typeof(WorkersResource))]
[JsonSerializable(typeof(SettingList))]
internal sealed partial class OverviewJson : JsonSerializerContext;
