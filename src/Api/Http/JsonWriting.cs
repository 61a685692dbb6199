using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BusQStash.Api.Http;

/// <summary>
/// How every JSON answer is written: with characters such as <c>'</c> and <c>&amp;</c> as they are, since SDKs show an error's body to people as it came. Whoever
/// only reads gets it without secrets.
/// </summary>
internal static class JsonWriting
{
    /// <summary>The answers are JSON documents, never parts of a page, so nothing needs escaping beyond what JSON asks for.</summary>
    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static void Begin(HttpResponse response, int status)
    {
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
    }

    /// <summary>Writes a value: the whole answer, or an entry of a list.</summary>
    internal static void Write<T>(Utf8JsonWriter writer, T value, JsonTypeInfo<T> type, HttpContext context)
    {
        if (Caller.Of(context) is { SeesSecrets: false } && JsonSerializer.SerializeToNode(value, type) is { } node)
        {
            HiddenSecrets.Hide(node);
            node.WriteTo(writer);
            return;
        }

        JsonSerializer.Serialize(writer, value, type);
    }
}
