using System.Text.Json;
using System.Text.Json.Serialization;

namespace BusQStash.Client.Workflows;

/// <summary>Types of groups as the server spells them.</summary>
internal sealed class WorkflowStepGroupTypeConverter : JsonConverter<WorkflowStepGroupType>
{
    public override WorkflowStepGroupType Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() switch
    {
        "sequential" => WorkflowStepGroupType.Sequential,
        "parallel" => WorkflowStepGroupType.Parallel,
        "next" => WorkflowStepGroupType.Next,
        _ => WorkflowStepGroupType.Unknown,
    };

    public override void Write(Utf8JsonWriter writer, WorkflowStepGroupType value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString().ToLowerInvariant());
}
