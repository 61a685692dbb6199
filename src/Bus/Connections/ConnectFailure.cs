using System.Net.Sockets;
using System.Security.Authentication;
using MassTransit;
using RabbitMQ.Client.Exceptions;

namespace BusQStash.Bus.Connections;

/// <summary>States the cause of a failed connection to the broker in one sentence, because the wrapping exceptions contain no useful text.</summary>
internal static class ConnectFailure
{
    private const string Hint =
        "over TLS a broker does that when it asks for a certificate and gets none it trusts (BusQStash__Broker__Tls__ClientCertificateFile)";

    /// <summary>The reason, for a log line.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="tls">Whether the connection used TLS.</param>
    public static string Describe(Exception exception, bool tls = false)
    {
        var all = Unfold(exception).ToList();
        var last = all.Last(each => each is not AggregateException);
        return all.OfType<BrokerCertificateException>().FirstOrDefault()?.Message
            ?? all.OfType<AuthenticationFailureException>().FirstOrDefault()?.Message
            ?? all.OfType<AuthenticationException>().Select(refusal => $"TLS could not be agreed: {(refusal.InnerException ?? refusal).Message}").FirstOrDefault()
            ?? (all.OfType<OperationCanceledException>().Any() ? "no answer in time" : null)
            ?? (tls && last is EndOfStreamException or SocketException { SocketErrorCode: SocketError.ConnectionReset } ? $"{last.Message}; {Hint}" : last.Message);
    }

    /// <summary>An exception and its inner exceptions, from the outside in; all of an aggregate. Wrappers that only say "could not connect" are left out.</summary>
    public static IEnumerable<Exception> Unfold(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions.Count: > 0 } several => several.InnerExceptions.SelectMany(Unfold),
        BrokerUnreachableException or ConnectionException or ConnectFailureException when exception.InnerException is { } inner => Unfold(inner),
        _ => exception.InnerException is { } inner ? Unfold(inner).Prepend(exception) : [exception],
    };
}
