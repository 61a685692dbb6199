using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using BusQStash.Api.Http;
using BusQStash.Contracts.Messages;
using Microsoft.AspNetCore.Http.Features;

namespace BusQStash.Api.Workflows;

/// <summary>Writes the call of a webhook in the form the waiting run receives it (wire contract 24.7).</summary>
internal static class HookCall
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static byte[] Write(HttpRequest request, byte[] body)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            json.WriteString("method"u8, request.Method);
            json.WritePropertyName("header"u8);
            List<HeaderLine> lines = [.. request.Headers.SelectMany(header => header.Value, (header, value) => new HeaderLine(header.Key, value ?? ""))];
            JsonSerializer.Serialize(json, HeaderMap.Of(lines) ?? [], WorkflowsJson.Default.DictionaryStringListString);
            if (body.Length > 0)
            {
                json.WriteBase64String("body"u8, body);
            }

            json.WriteString("proto"u8, SchemeOf(request));
            json.WriteString("host"u8, request.Host.Value);
            json.WriteString("url"u8, request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? request.Path.Value);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>How the caller reached the server, behind a proxy that ends TLS, too. Nothing depends on it but what the function sees, so no list of trusted proxies is needed.</summary>
    private static string SchemeOf(HttpRequest request) =>
        request.Headers["X-Forwarded-Proto"].ToString().Split(',')[0].Trim().ToLowerInvariant() is ("http" or "https") and var scheme ? scheme : request.Scheme;
}
