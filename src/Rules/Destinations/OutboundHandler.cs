using System.Net;

namespace BusQStash.Rules.Destinations;

/// <summary>Builds the handler of every outbound HTTP call made for a user; all common settings are explicit here.</summary>
internal static class OutboundHandler
{
    /// <summary>A 200 is a success whatever the size of its headers; the handler's own bound is 64 KiB, which a large content policy alone exceeds.</summary>
    internal const int MaxAnswerHeaderBytes = 1024 * 1024;

    private const int BytesPerUnit = 1024;

    /// <summary>An endpoint that streams its answer may read the body more slowly than it arrives; one that has stopped reading never finishes.</summary>
    private static readonly TimeSpan PatienceWithSlowReaders = TimeSpan.FromSeconds(5);

    internal static SocketsHttpHandler Create(TimeSpan connectTimeout, int maxAnswerHeaderBytes = MaxAnswerHeaderBytes) => new()
    {
        ConnectTimeout = connectTimeout,

        // Redirects are not followed: one could bypass the address guard (SSRF), or send an upstream's key to another host.
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        Credentials = null,
        PreAuthenticate = false,

        // HTTP/2 detects an early answer without help.
        PlaintextStreamFilter = static (context, _) => ValueTask.FromResult<Stream>(
            context.NegotiatedHttpVersion.Major >= 2
                ? context.PlaintextStream
                : new EarlyAnswerStream(context.PlaintextStream, PatienceWithSlowReaders)),
        MaxResponseHeadersLength = (maxAnswerHeaderBytes + BytesPerUnit - 1) / BytesPerUnit,

        // Answers are stored and forwarded unchanged.
        AutomaticDecompression = DecompressionMethods.None,

        // No automatic trace context: the worker adds it to deliveries itself, where that is configured.
        ActivityHeadersPropagator = null,
        EnableMultipleHttp2Connections = true,

        // Names are resolved again at this interval, so a destination may move.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),

        // Below the 5 s after which common servers close an idle connection: a request on a closing connection would be a lost attempt.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(4),
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
    };
}
