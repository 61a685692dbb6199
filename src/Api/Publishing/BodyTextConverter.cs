using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BusQStash.Api.Publishing;

/// <summary>
/// Reads a JSON string straight into UTF-8 bytes, because a batch may carry megabytes of bodies. Any other value is kept as its JSON text: <c>context.call</c> of the workflow
/// SDK puts an object there unencoded and treats a refusal as the end of its run.
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
