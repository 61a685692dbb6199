using System.Text.Json.Serialization;

namespace BusQStash.Benchmarks.Sinks;

[JsonSerializable(typeof(SinkFigures))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, int>))]
internal sealed partial class SinkJson : JsonSerializerContext;
