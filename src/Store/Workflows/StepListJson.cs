using System.Buffers;
using System.Text.Json;

namespace BusQStash.Store.Workflows;

/// <summary>Serializes the list of a run for deliveries and for the SDK's fetch (wire contract 24.4).</summary>
public static class StepListJson
{
    /// <summary>Writes the list; only what JSON requires is escaped.</summary>
    public static void Write(IBufferWriter<byte> buffer, IReadOnlyList<RunEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartArray();
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            json.WriteString("messageId"u8, entry.MessageId);
            json.WriteBase64String("body"u8, entry.Body.Span);
            json.WriteString("callType"u8, entry.IsAnswer ? "fromCallback"u8 : "step"u8);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
