using System.Net;
using Polly;
using Polly.Timeout;

namespace BusQStash.Client.Http;

/// <summary>Decides whether a failed call may be retried: only where the second call is idempotent, with no effect beyond the first.</summary>
internal static class Repetition
{
    /// <summary>Marks a request that is not idempotent.</summary>
    internal const string OnceKey = "BusQStash.Once";

    private static readonly HttpRequestOptionsKey<bool> Once = new(OnceKey);

    internal static bool IsWorthwhile(HttpRequestMessage? request, Outcome<HttpResponseMessage> outcome, TimeSpan maxRetryAfter, DateTimeOffset now)
    {
        var harmless = request is null || !request.Options.TryGetValue(Once, out var once) || !once;
        return outcome switch
        {
            // Without a connection no request was sent, so the server cannot have acted.
            { Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } } => true,
            { Exception: HttpRequestException or TimeoutRejectedException } => harmless,
            { Result: { } response } => harmless && IsPassing(response, maxRetryAfter, now),
            _ => false,
        };
    }

    private static bool IsPassing(HttpResponseMessage response, TimeSpan maxRetryAfter, DateTimeOffset now)
    {
        var wait = RetryAfter(response, now);
        return wait is { } asked && asked > maxRetryAfter
            ? false
            : response.StatusCode switch
            {
                HttpStatusCode.TooManyRequests => wait is not null,
                HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => true,
                _ => false,
            };
    }

    /// <summary>The wait the answer asks for.</summary>
    internal static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}
