using System.Text.Json;
using System.Text.Json.Serialization;

namespace BusQStash.Api.Http;

/// <summary>Reads a JSON object of headers whose values are strings, numbers, booleans or arrays of those; <c>null</c> leaves a header out.</summary>
internal sealed class HeaderValuesConverter : JsonConverter<Dictionary<string, List<string>>>
{
    public override Dictionary<string, List<string>> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        var headers = new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            headers[name] = ReadValues(ref reader);
        }

        return headers;
    }

    public override void Write(Utf8JsonWriter writer, Dictionary<string, List<string>> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Headers in this shape are only read.");

    private static List<string> ReadValues(ref Utf8JsonReader reader)
    {
        List<string> values = [];
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Add(ref reader, values);
            return values;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Add(ref reader, values);
        }

        return values;
    }

    private static void Add(ref Utf8JsonReader reader, List<string> values)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                break;
            case JsonTokenType.String:
                values.Add(reader.GetString()!);
                break;
            case JsonTokenType.Number:
                values.Add(System.Text.Encoding.UTF8.GetString(reader.ValueSpan));
                break;
            case JsonTokenType.True:
                values.Add("true");
                break;
            case JsonTokenType.False:
                values.Add("false");
                break;
            default:
                throw new JsonException();
        }
    }
}
