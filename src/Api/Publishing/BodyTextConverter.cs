using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BusQStash.Api.Publishing;

/// <summary>
/// Reads a JSON text straight into UTF-8 bytes; a batch may carry megabytes of bodies. Another value is its own JSON: <c>context.call</c> of the workflow SDK puts an
/// object there as it is, and takes a refusal for the end of its run.
/// </summary>
internal sealed class BodyTextConverter : JsonConverter<byte[]>
{
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            using var value = JsonDocument.ParseValue(ref reader);
            return JsonMarshal.GetRawUtf8Value(value.RootElement).ToArray();
        }

        // Unescaped text is never longer than escaped text.
        var bytes = new byte[reader.ValueSpan.Length];
        var length = reader.CopyString(bytes);
        return length == bytes.Length ? bytes : bytes[..length];
    }

    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Bodies in this shape are only read.");
}
