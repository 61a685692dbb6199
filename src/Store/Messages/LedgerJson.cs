using System.Text.Json.Serialization;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Schedules;

namespace BusQStash.Store.Messages;

/// <summary>JSON of what is stored inside rows. Unknown members are ignored, so an older process can read a newer one's rows.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageSpec))]
[JsonSerializable(typeof(IReadOnlyList<HeaderLine>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(ScheduledRequest))]
public sealed partial class LedgerJson : JsonSerializerContext;
