using System.Text;
using BusQStash.Rules.Destinations;
using BusQStash.Rules.Headers;
using BusQStash.Worker.Delivery;

namespace BusQStash.Worker.Destinations;

/// <summary>Builds the handler destinations are called through: <see cref="OutboundHandler"/> with the guard, the cap and the encoding of deliveries.</summary>
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
        DeliveryOptions options, Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> connect)
    {
        var handler = OutboundHandler.Create(options.ConnectTimeout, options.MaxResponseHeaderBytes);
        handler.ConnectCallback = connect;

        // The cap per host is DestinationSlots, which can put a message back instead of letting it wait here.
        handler.MaxConnectionsPerServer = int.MaxValue;

        // A header value's characters are bytes (Latin-1), both ways.
        handler.RequestHeaderEncodingSelector = EncodingOf;
        handler.ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1;

        // An answer longer than we keep: a little more is read so that the connection can be used again, beyond that it is cut.
        handler.MaxResponseDrainSize = 64 * 1024;
        handler.ResponseDrainTimeout = TimeSpan.FromSeconds(1);
        return handler;
    }

    /// <summary>Uses Latin-1 for headers, rejects requests that may no longer be sent, and prevents automatic retries of .NET.</summary>
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
