using System.Net;

namespace BusQStash.Rules.Destinations;

/// <summary>Builds the handler of every HTTP call that leaves this system on a user's behalf; what is the same for all is stated here, knob by knob.</summary>
internal static class OutboundHandler
{
    /// <summary>A 200 is a success however long its headers are; the handler's own bound is 64 KiB, which a large content policy alone exceeds.</summary>
    internal const int MaxAnswerHeaderBytes = 1024 * 1024;

    private const int BytesPerUnit = 1024;

    /// <summary>An endpoint that streams its answer may take the body more slowly than it comes; one that has stopped reading never takes it.</summary>
    private static readonly TimeSpan PatienceWithSlowReaders = TimeSpan.FromSeconds(5);

    internal static SocketsHttpHandler Create(TimeSpan connectTimeout, int maxAnswerHeaderBytes = MaxAnswerHeaderBytes) => new()
    {
        ConnectTimeout = connectTimeout,

        // Who is called answers for itself: a redirect could lead past the address guard, or carry an upstream's key to somebody else.
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        Credentials = null,
        PreAuthenticate = false,

        // HTTP/2 hears an early answer by itself.
        PlaintextStreamFilter = static (context, _) => ValueTask.FromResult<Stream>(
            context.NegotiatedHttpVersion.Major >= 2
                ? context.PlaintextStream
                : new EarlyAnswerStream(context.PlaintextStream, PatienceWithSlowReaders)),
        MaxResponseHeadersLength = (maxAnswerHeaderBytes + BytesPerUnit - 1) / BytesPerUnit,

        // What is answered is kept and passed on as it is.
        AutomaticDecompression = DecompressionMethods.None,

        // Our traces are no business of a destination.
        ActivityHeadersPropagator = null,
        EnableMultipleHttp2Connections = true,

        // Names are resolved again this often; a destination that moved is followed.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),

        // Below the 5 s after which common servers close an idle connection: a request on a connection just being closed is a lost attempt.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(4),
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
    };
}
