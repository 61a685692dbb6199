using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BusQStash.Api.Http;

/// <summary>
/// A JSON answer, with characters such as <c>'</c> and <c>&amp;</c> as they are: SDKs show an error's body to people as it came. Whoever only reads
/// gets it without secrets.
/// </summary>
internal sealed class JsonAnswer<T>(T value, JsonTypeInfo<T> type, int status) : IResult
{
    // The answers are JSON documents, never parts of a page, so nothing needs escaping beyond what JSON asks for.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        await using (var writer = new Utf8JsonWriter(response.BodyWriter, Writing))
        {
            Write(writer, Caller.Of(httpContext) is { SeesSecrets: false });
        }

        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    private void Write(Utf8JsonWriter writer, bool withoutSecrets)
    {
        if (withoutSecrets && JsonSerializer.SerializeToNode(value, type) is { } node)
        {
            HiddenSecrets.Hide(node);
            node.WriteTo(writer);
            return;
        }

        JsonSerializer.Serialize(writer, value, type);
    }
}
