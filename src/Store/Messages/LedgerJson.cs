using System.Text.Json.Serialization;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Schedules;

namespace BusQStash.Store.Messages;

/// <summary>JSON serialization of values stored in rows. Unknown members are ignored, so an older process can read rows written by a newer one.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageSpec))]
[JsonSerializable(typeof(IReadOnlyList<HeaderLine>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(ScheduledRequest))]
public sealed partial class LedgerJson : JsonSerializerContext;
