using System.Net;

namespace BusQStash.Rules.Destinations;

/// <summary>Builds the handler of every HTTP call that leaves this system on a user's behalf; what is the same for all is stated here, knob by knob.</summary>
internal static class OutboundHandler
{
    internal static SocketsHttpHandler Create(TimeSpan connectTimeout) => new()
    {
        ConnectTimeout = connectTimeout,

        // Who is called answers for itself: a redirect could lead past the address guard, or carry an upstream's key to somebody else.
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        Credentials = null,
        PreAuthenticate = false,

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
