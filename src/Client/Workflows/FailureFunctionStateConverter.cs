using System.Text.Json;
using System.Text.Json.Serialization;

namespace BusQStash.Client.Workflows;

/// <summary>States of failure functions as the server spells them.</summary>
internal sealed class FailureFunctionStateConverter : JsonConverter<FailureFunctionState>
{
    public override FailureFunctionState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() switch
    {
        "CALLBACK_INPROGRESS" => FailureFunctionState.InProgress,
        "CALLBACK_SUCCESS" => FailureFunctionState.Success,
        "CALLBACK_FAIL" => FailureFunctionState.Failed,
        "CALLBACK_CANCELED" => FailureFunctionState.Canceled,
        _ => FailureFunctionState.Unknown,
    };

    public override void Write(Utf8JsonWriter writer, FailureFunctionState value, JsonSerializerOptions options) => writer.WriteStringValue(Text(value));

    internal static string Text(FailureFunctionState state) => state switch
    {
        FailureFunctionState.InProgress => "CALLBACK_INPROGRESS",
        FailureFunctionState.Success => "CALLBACK_SUCCESS",
        FailureFunctionState.Failed => "CALLBACK_FAIL",
        FailureFunctionState.Canceled => "CALLBACK_CANCELED",
        _ => throw new ArgumentException("No server knows the state Unknown", nameof(state)),
    };
}
