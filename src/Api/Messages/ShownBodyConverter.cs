using System.Text.Json;
using System.Text.Json.Serialization;

namespace BusQStash.Api.Messages;

/// <summary>Writes bodies in chunks: writing a string at once allocates six times its length for possible escapes.</summary>
internal sealed class ShownBodyConverter : JsonConverter<ShownBody>
{
    /// <summary>A chunk fits into a block of the web server even as escaped base64; its length is a whole number of base64 groups.</summary>
    private const int PieceLength = 3000;

    public override ShownBody Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Bodies in this shape are only written.");

    public override void Write(Utf8JsonWriter writer, ShownBody value, JsonSerializerOptions options)
    {
        var rest = value.Bytes.Span;
        bool last;
        do
        {
            last = rest.Length <= PieceLength;
            var piece = last ? rest : rest[..PieceLength];
            if (value.AsBase64)
            {
                writer.WriteBase64StringSegment(piece, last);
            }
            else
            {
                writer.WriteStringValueSegment(piece, last);
            }

            rest = rest[piece.Length..];
        }
        while (!last);
    }
}
