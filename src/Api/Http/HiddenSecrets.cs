using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BusQStash.Api.Http;

/// <summary>
/// Masks secrets in answers to read-only callers: a caller that could read a forwarded key could call the destination itself. Applied to the answer as a whole, so that no
/// resource can forget it.
/// </summary>
internal static class HiddenSecrets
{
    /// <summary>A constant and not a hash as in redaction: a short secret could be found by brute force.</summary>
    internal const string Mark = "REDACTED";

    /// <summary>Parts of header names that mark a secret: <c>Authorization</c>, <c>Proxy-Authorization</c>, <c>Set-Cookie</c>, <c>X-Api-Key</c>, <c>X-Auth-Token</c>…</summary>
    private static readonly string[] Telling =
        ["authorization", "authentication", "cookie", "token", "secret", "password", "passwd", "credential", "signature", "session", "apikey", "api-key", "auth-key", "access-key", "private-key"];

    /// <summary>A callback's body repeats the headers of the message it reports on and of the response.</summary>
    private static readonly string SourceHeader = "\"sourceHeader\"";

    /// <summary>Whether a header of this name may hold a secret.</summary>
    internal static bool IsIn(string header)
    {
        var name = header.Replace('_', '-');
        return Array.Exists(Telling, part => name.Contains(part, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Masks the secrets in a JSON answer.</summary>
    internal static void Hide(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var element in array)
            {
                Hide(element);
            }
        }
        else if (node is JsonObject members)
        {
            foreach (var (name, value) in members.ToList())
            {
                HideMember(members, name, value);
            }
        }
    }

    private static void HideMember(JsonObject members, string name, JsonNode? value)
    {
        if (value is JsonObject headers && (EndsWith(name, "header") || EndsWith(name, "headers")))
        {
            foreach (var header in headers.Select(header => header.Key).Where(IsIn).ToList())
            {
                headers[header] = headers[header] is JsonArray ? new JsonArray(Mark) : Mark;
            }
        }
        else if (value is JsonValue text && (EndsWith(name, "body") || EndsWith(name, "bodyBase64")) && text.TryGetValue<string>(out var body) && TellsHeaders(body))
        {
            members[name] = Mark;
        }
        else if (name == "out" && value is JsonValue result && result.TryGetValue<string>(out var said))
        {
            members[name] = WithoutSecrets(said);
        }
        else
        {
            Hide(value);
        }
    }

    /// <summary>Masks secrets in the result of a workflow step: a call's result is JSON with the response's headers, a webhook's is base64 of JSON with the caller's.</summary>
    private static string WithoutSecrets(string result)
    {
        if (result.AsSpan().TrimStart() is ['{', ..])
        {
            return Masked(result);
        }

        return Base64.IsValid(result) && Encoding.UTF8.GetString(Convert.FromBase64String(result)) is { } call && call.StartsWith('{')
            ? Convert.ToBase64String(Encoding.UTF8.GetBytes(Masked(call)))
            : result;
    }

    private static string Masked(string text)
    {
        try
        {
            var told = JsonNode.Parse(text);
            Hide(told);
            return told!.ToJsonString();
        }
        catch (JsonException)
        {
            // Not JSON, so it holds no headers.
            return text;
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // It holds half a surrogate pair or a duplicate member: what cannot be inspected is not shown.
            return Mark;
        }
    }

    /// <summary>Whether a body, as text or base64, is that of a callback, which contains headers.</summary>
    internal static bool TellsHeaders(ReadOnlySpan<byte> body) =>
        body.TrimStart(" \t\r\n"u8) is [(byte)'{', ..] && body.IndexOf(Encoding.UTF8.GetBytes(SourceHeader)) >= 0;

    private static bool TellsHeaders(string body)
    {
        if (body.AsSpan().TrimStart() is ['{', ..])
        {
            return body.Contains(SourceHeader, StringComparison.Ordinal);
        }

        return Base64.IsValid(body) && TellsHeaders(Convert.FromBase64String(body));
    }

    private static bool EndsWith(string name, string end) => name.EndsWith(end, StringComparison.OrdinalIgnoreCase);
}
