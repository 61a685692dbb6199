using System.Net.Http.Headers;
using BusQStash.Rules.Destinations;

namespace BusQStash.Api.Llm;

/// <summary>Decides which headers pass between a caller and the upstream. The caller's credential is never sent, and the upstream's never returned.</summary>
internal static class LlmHeaders
{
    /// <summary>The headers SDKs read chat rate limits from (wire contract 2.4).</summary>
    private const string RateLimitPrefix = "x-ratelimit-";

    private static readonly string[] Returned = ["Content-Type", "Content-Encoding", "Cache-Control", "Retry-After", "X-Request-Id"];

    /// <summary>Sends the caller's content type and <c>Accept</c>; the operator's configured headers override them.</summary>
    internal static void Send(HttpRequest from, HttpRequestMessage to, ApiUpstreamOptions upstream)
    {
        to.Content!.Headers.TryAddWithoutValidation("Content-Type", from.ContentType ?? "application/json");
        if (from.Headers.Accept.ToString() is { Length: > 0 } accept)
        {
            to.Headers.TryAddWithoutValidation("Accept", accept);
        }

        foreach (var (name, value) in upstream.Headers)
        {
            to.Headers.Remove(name);
            if (!to.Headers.TryAddWithoutValidation(name, value))
            {
                to.Content.Headers.Remove(name);
                to.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    /// <summary>Returns the headers the caller can use.</summary>
    internal static void Return(HttpResponseMessage from, HttpResponse to)
    {
        Copy(from.Headers.NonValidated, to);
        Copy(from.Content.Headers.NonValidated, to);
    }

    private static void Copy(HttpHeadersNonValidated headers, HttpResponse to)
    {
        foreach (var (name, values) in headers)
        {
            if (name.StartsWith(RateLimitPrefix, StringComparison.OrdinalIgnoreCase) || Returned.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                to.Headers[name] = values.ToArray();
            }
        }
    }
}
