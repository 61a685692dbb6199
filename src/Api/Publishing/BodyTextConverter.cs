using System.Text.Json;
using System.Text.Json.Serialization;

namespace BusQStash.Api.Publishing;

/// <summary>Reads a JSON text straight into UTF-8 bytes; a batch may carry megabytes of bodies.</summary>
internal sealed class BodyTextConverter : JsonConverter<byte[]>
{
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException();
        }

        // Unescaped text is never longer than escaped text.
        var bytes = new byte[reader.ValueSpan.Length];
        var length = reader.CopyString(bytes);
        return length == bytes.Length ? bytes : bytes[..length];
    }

    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Bodies in this shape are only read.");
}
