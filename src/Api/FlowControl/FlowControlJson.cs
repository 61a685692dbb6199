using System.Text.Json.Serialization;

namespace BusQStash.Api.FlowControl;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FlowControlResource))]
[JsonSerializable(typeof(IEnumerable<FlowControlResource>))]
[JsonSerializable(typeof(GlobalParallelismResource))]
internal sealed partial class FlowControlJson : JsonSerializerContext;
