using System.Text.Json.Serialization;

namespace BusQStash.Benchmarks.Loads;

[JsonSerializable(typeof(LoadResult))]
internal sealed partial class LoadJson : JsonSerializerContext;
