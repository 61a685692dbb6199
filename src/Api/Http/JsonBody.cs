using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BusQStash.Api.Http;

/// <summary>
/// Reads JSON request bodies strictly: malformed JSON, or another shape, is refused with its position. Only member names are case-insensitive, whatever the type's context says,
/// because .NET serializers write <c>QueueName</c> (wire contract 2.3).
/// </summary>
internal static class JsonBody
{
    /// <summary>Configuration bodies are small; a larger one is a mistake.</summary>
    private const long MaxBytes = 1024 * 1024;

    /// <summary>One case-insensitive copy per set of serializer options.</summary>
    private static readonly ConcurrentDictionary<JsonSerializerOptions, JsonSerializerOptions> Lenient = new();

    internal static async Task<(T? Value, Refusal? Refusal)> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        var bytes = await RequestBytes.ReadAsync(context.Request, MaxBytes, context.RequestAborted);
        return bytes is null
            ? (null, new Refusal(StatusCodes.Status412PreconditionFailed, $"request body is larger than {MaxBytes} bytes"))
            : Parse(bytes, type);
    }

    /// <summary>Reads JSON after replacing lone surrogates in its bytes.</summary>
    internal static (T? Value, Refusal? Refusal) Parse<T>(Span<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        JsonText.Mend(json);
        try
        {
            return JsonSerializer.Deserialize(json, InAnyLetters(type)) is { } value
                ? (value, null)
                : (null, new Refusal(StatusCodes.Status400BadRequest, "request body is null"));
        }
        catch (JsonException error)
        {
            var place = error.Path is null or "$" ? $"line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}" : error.Path;
            return (null, new Refusal(StatusCodes.Status400BadRequest, $"request body is not the JSON this call takes, at {place}"));
        }
    }

    private static JsonTypeInfo<T> InAnyLetters<T>(JsonTypeInfo<T> type) => (JsonTypeInfo<T>)Lenient
        .GetOrAdd(type.Options, static strict => new JsonSerializerOptions(strict) { PropertyNameCaseInsensitive = true })
        .GetTypeInfo(typeof(T));
}
