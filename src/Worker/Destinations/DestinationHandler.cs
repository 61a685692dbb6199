using System.Net;
using System.Text;
using BusQStash.Rules.Headers;
using BusQStash.Worker.Delivery;

namespace BusQStash.Worker.Destinations;

/// <summary>Builds the handler destinations are called through; every knob is stated here.</summary>
internal static class DestinationHandler
{
    /// <summary>Client for destinations that publishers named.</summary>
    public const string Guarded = "BusQStash.Destinations";

    /// <summary>Client for upstreams that the operator named.</summary>
    public const string Trusted = "BusQStash.Apis";

    /// <summary>Asked before a request is written; false keeps it from being written.</summary>
    public static readonly HttpRequestOptionsKey<Func<bool>> MayStart = new("BusQStash.MayStart");

    private static readonly HttpRequestOptionsKey<bool> Written = new("BusQStash.Written");

    public static SocketsHttpHandler Create(
        DeliveryOptions options, Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> connect) => new()
        {
            ConnectCallback = connect,
            ConnectTimeout = options.ConnectTimeout,

            // A destination answers for itself: what another host says is not its answer, and a redirect could lead past the guard's intent.
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            Credentials = null,
            PreAuthenticate = false,

            // Our traces are no business of a destination.
            ActivityHeadersPropagator = null,

            // The cap per host is DestinationSlots, which can put a message back instead of letting it wait here.
            MaxConnectionsPerServer = int.MaxValue,
            EnableMultipleHttp2Connections = true,

            // Names are resolved again this often; a destination that moved is followed.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),

            // Below the 5 s after which common servers close an idle connection: a request on a connection just being closed is a lost attempt.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(4),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(20),

            // A header value's characters are bytes (Latin-1), both ways.
            RequestHeaderEncodingSelector = EncodingOf,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
            MaxResponseHeadersLength = 64, // KiB

            // An answer longer than we keep: a little more is read so that the connection can be used again, beyond that it is cut.
            MaxResponseDrainSize = 64 * 1024,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        };

    /// <summary>Latin-1; no request that may not go out any longer; and no second try that nobody counts.</summary>
    /// <remarks>
    /// When a connection ends without an answer, the handler sends a request without content again, up to three times, on its own.
    /// The destination would see four attempts where the ledger counts one. This is the only place that sees a request being written.
    /// </remarks>
    private static Encoding EncodingOf(string header, HttpRequestMessage request)
    {
        if (header == DestinationHeaders.MessageId && request.Options.TryGetValue(MayStart, out var mayStart) && !mayStart())
        {
            throw new AttemptNotStartedException();
        }

        if (request.Content is null && header == DestinationHeaders.MessageId && IsWrittenAgain(request))
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection ended before an answer came.");
        }

        return Encoding.Latin1;
    }

    private static bool IsWrittenAgain(HttpRequestMessage request)
    {
        var again = request.Options.TryGetValue(Written, out _);
        request.Options.Set(Written, true);
        return again;
    }
}
