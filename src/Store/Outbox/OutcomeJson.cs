using System.Text.Json;
using System.Text.Json.Serialization;
using BusQStash.Contracts.Events;

namespace BusQStash.Store.Outbox;

/// <summary>JSON of the events that wait in the outbox.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageAccepted))]
[JsonSerializable(typeof(AttemptFailed))]
[JsonSerializable(typeof(MessageDelivered))]
[JsonSerializable(typeof(MessageFailed))]
[JsonSerializable(typeof(MessageCanceled))]
[JsonSerializable(typeof(JsonElement))]
public sealed partial class OutcomeJson : JsonSerializerContext;
