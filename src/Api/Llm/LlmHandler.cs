using System.Net;

namespace BusQStash.Api.Llm;

/// <summary>Builds the handler the upstream is called through; every knob is stated here.</summary>
internal static class LlmHandler
{
    internal const string ClientName = "BusQStash.Llm";

    internal static SocketsHttpHandler Create() => new()
    {
        ConnectTimeout = TimeSpan.FromSeconds(15),

        // The upstream answers for itself: a redirect could carry its key to somebody else.
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        Credentials = null,
        PreAuthenticate = false,

        // What it sends is passed on as it is.
        AutomaticDecompression = DecompressionMethods.None,

        // Our traces are no business of an upstream.
        ActivityHeadersPropagator = null,

        // Names are resolved again this often; an upstream that moved is followed.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        EnableMultipleHttp2Connections = true,
    };
}
