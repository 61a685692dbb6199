using System.Text.Json;
using System.Text.Json.Serialization;

namespace BusQStash.Client.Workflows;

/// <summary>States of steps as the server spells them.</summary>
internal sealed class WorkflowStepStateConverter : JsonConverter<WorkflowStepState>
{
    public override WorkflowStepState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() switch
    {
        "STEP_SUCCESS" => WorkflowStepState.Success,
        "STEP_RETRY" => WorkflowStepState.Retry,
        "STEP_FAILED" => WorkflowStepState.Failed,
        "STEP_PROGRESS" => WorkflowStepState.Progress,
        "STEP_CANCELED" => WorkflowStepState.Canceled,
        _ => WorkflowStepState.Unknown,
    };

    public override void Write(Utf8JsonWriter writer, WorkflowStepState value, JsonSerializerOptions options) =>
        writer.WriteStringValue($"STEP_{value.ToString().ToUpperInvariant()}");
}
