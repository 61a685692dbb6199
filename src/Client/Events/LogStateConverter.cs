using System.Text.Json;
using System.Text.Json.Serialization;

namespace BusQStash.Client.Events;

/// <summary>States as the server spells them.</summary>
internal sealed class LogStateConverter : JsonConverter<LogState>
{
    public override LogState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() switch
    {
        "CREATED" => LogState.Created,
        "ACTIVE" => LogState.Active,
        "ERROR" => LogState.Error,
        "RETRY" => LogState.Retry,
        "DELIVERED" => LogState.Delivered,
        "FAILED" => LogState.Failed,
        "CANCEL_REQUESTED" => LogState.CancelRequested,
        "CANCELED" or "CANCELLED" => LogState.Canceled,
        "IN_PROGRESS" => LogState.InProgress,
        _ => LogState.Unknown,
    };

    public override void Write(Utf8JsonWriter writer, LogState value, JsonSerializerOptions options) => writer.WriteStringValue(Text(value));

    internal static string Text(LogState state) => state switch
    {
        LogState.CancelRequested => "CANCEL_REQUESTED",
        LogState.InProgress => "IN_PROGRESS",
        LogState.Unknown => throw new ArgumentException("No server knows the state Unknown", nameof(state)),
        _ => state.ToString().ToUpperInvariant(),
    };
}
