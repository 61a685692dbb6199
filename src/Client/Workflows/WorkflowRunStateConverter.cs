using System.Text.Json;
using System.Text.Json.Serialization;

namespace BusQStash.Client.Workflows;

/// <summary>States of runs as the server spells them.</summary>
internal sealed class WorkflowRunStateConverter : JsonConverter<WorkflowRunState>
{
    public override WorkflowRunState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() switch
    {
        "RUN_STARTED" => WorkflowRunState.Started,
        "RUN_SUCCESS" => WorkflowRunState.Success,
        "RUN_FAILED" => WorkflowRunState.Failed,
        "RUN_CANCELED" => WorkflowRunState.Canceled,
        _ => WorkflowRunState.Unknown,
    };

    public override void Write(Utf8JsonWriter writer, WorkflowRunState value, JsonSerializerOptions options) => writer.WriteStringValue(Text(value));

    internal static string Text(WorkflowRunState state) => state is WorkflowRunState.Unknown
        ? throw new ArgumentException("No server knows the state Unknown", nameof(state))
        : $"RUN_{state.ToString().ToUpperInvariant()}";
}
