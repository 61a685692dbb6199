using System.Text.Json.Serialization;

namespace BusQStash.Api.Dashboard;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SessionResource))]
[JsonSerializable(typeof(SignInRequest))]
internal sealed partial class DashboardJson : JsonSerializerContext;
