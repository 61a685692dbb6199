using System.Net.Sockets;
using System.Security.Authentication;
using MassTransit;
using RabbitMQ.Client.Exceptions;

namespace BusQStash.Bus.Connections;

/// <summary>Says for people why RabbitMQ cannot be reached, and what to do about it. Passwords stay out of it.</summary>
internal static class BrokerFailures
{
    /// <summary>How long to wait after a refusal: an operator has to change a password or a right first, and every try is a line in the broker's log.</summary>
    public static readonly TimeSpan RefusedPause = TimeSpan.FromSeconds(10);

    private const string Setting = "ConnectionStrings:RabbitMq";

    /// <summary>Whether waiting does not help, because an operator has to change a setting or a right.</summary>
    public static bool IsRefusal(Exception error) =>
        ConnectFailure.Unfold(error).Any(one => one is AuthenticationFailureException or PossibleAuthenticationFailureException or OperationInterruptedException { ShutdownReason.ReplyCode: 403 or 530 });

    /// <summary>One sentence or two.</summary>
    public static string Explain(Exception error, BrokerOptions options)
    {
        if (options.Address is not { } address)
        {
            return ConnectFailure.Describe(error);
        }

        var broker = $"RabbitMQ at {string.Join(", ", address.Nodes)}";
        var login = options.LogsInByCertificate ? ByCertificate(options) : ByPassword(address);
        return ConnectFailure.Unfold(error).Select(one => ExplainOne(one, broker, address, login)).FirstOrDefault(text => text is not null)
            ?? (error is OperationCanceledException ? Silent(broker) : $"{broker} cannot be used: {ConnectFailure.Describe(error, options.UsesTls)}");
    }

    private static string? ExplainOne(Exception error, string broker, BrokerAddress address, Login login) => error switch
    {
        AuthenticationFailureException or PossibleAuthenticationFailureException =>
            $"{broker} refused {login.Who}: {login.Causes}, or no right on virtual host '{address.VirtualHost}'. Check {login.Setting}",
        OperationInterruptedException { ShutdownReason: { ReplyCode: 403 or 530 } reason } =>
            $"{broker} refused virtual host '{address.VirtualHost}' to {login.Who}: {reason.ReplyText}. Check the path of {Setting}, and rabbitmqctl list_permissions",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery } socket =>
            $"The host '{string.Join(", ", address.Nodes.Select(node => node.Host))}' of {Setting} is not known: {socket.Message}",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => $"Nothing listens where {broker} should be. Start it, or check host and port in {Setting}",
        SocketException { SocketErrorCode: SocketError.TimedOut } or TimeoutException => Silent(broker),

        // A broker that asks for a certificate says no in this way.
        SocketException { SocketErrorCode: SocketError.ConnectionReset } or EndOfStreamException when address.Tls =>
            $"{broker} cannot be used: {ConnectFailure.Describe(error, address.Tls)}",
        SocketException socket => $"{broker} cannot be reached: {socket.Message}. Check host and port in {Setting}",
        AuthenticationException => $"{broker}: {ConnectFailure.Describe(error, address.Tls)} Check its certificate, and whether {Setting} should say amqp or amqps",
        BrokerCertificateException wrong => $"{broker}: {wrong.Message}",

        // Its text is such a sentence already (LoginFirst).
        ConnectionException { InnerException: null } told => told.Message,
        InvalidOperationException unreadable when unreadable.Message.StartsWith(BrokerTlsOptions.Name(""), StringComparison.Ordinal) => unreadable.Message,
        ProtocolVersionMismatchException or MalformedFrameException or EndOfStreamException =>
            $"{broker} does not speak AMQP 0-9-1 there. Check the port in {Setting}, and whether it should say amqp or amqps",
        _ => null,
    };

    private static Login ByPassword(BrokerAddress address) => new($"user '{address.UserName ?? "guest"}'", "wrong password, no such user", Setting);

    private static Login ByCertificate(BrokerOptions options) => new(
        $"the client certificate {options.Tls.ClientCertificateFile}",
        "no user is called as it says, the plugin rabbitmq_auth_mechanism_ssl is not enabled",
        BrokerTlsOptions.Name(nameof(BrokerTlsOptions.ClientCertificateFile)));

    private static string Silent(string broker) => $"{broker} does not answer: a firewall may drop the connection, or the address is wrong. Check host and port in {Setting}";

    /// <summary>The user of the login, why the broker may have rejected it, and the setting that configures it.</summary>
    private sealed record Login(string Who, string Causes, string Setting);
}
