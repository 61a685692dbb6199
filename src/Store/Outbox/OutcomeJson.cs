using System.Text.Json;
using System.Text.Json.Serialization;
using BusQStash.Contracts.Events;
using BusQStash.Contracts.Workflows;

namespace BusQStash.Store.Outbox;

/// <summary>JSON serialization of the events in the outbox.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageAccepted))]
[JsonSerializable(typeof(AttemptFailed))]
[JsonSerializable(typeof(MessageDelivered))]
[JsonSerializable(typeof(MessageFailed))]
[JsonSerializable(typeof(MessageCanceled))]
[JsonSerializable(typeof(WorkflowRunStarted))]
[JsonSerializable(typeof(WorkflowRunCompleted))]
[JsonSerializable(typeof(WorkflowRunFailed))]
[JsonSerializable(typeof(WorkflowRunCanceled))]
[JsonSerializable(typeof(JsonElement))]
public sealed partial class OutcomeJson : JsonSerializerContext;
