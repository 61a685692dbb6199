using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BusQStash.Api.Http;

/// <summary>
/// Writes every JSON answer. Characters such as <c>'</c> and <c>&amp;</c> stay unescaped, because SDKs show an error's body to users as it is. Read-only callers get answers
/// without secrets.
/// </summary>
internal static class JsonWriting
{
    /// <summary>Answers are JSON documents and never embedded in a page, so only JSON's own escaping is needed.</summary>
    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static void Begin(HttpResponse response, int status)
    {
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
    }

    /// <summary>Writes a value: the whole answer or one entry of a list.</summary>
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
