using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using RabbitMQ.Client;

namespace BusQStash.Bus.Connections;

/// <summary>
/// Settings with which one connection to the broker is opened: nodes, certificates, credentials and limits. An instance belongs to one owner,
/// which opens one connection at a time.
/// </summary>
internal sealed class ConnectionSetup
{
    // By chance for the first connection of a process; the following ones begin at the following nodes, so three connections never share one node of three.
    private static uint _begun = (uint)RandomNumberGenerator.GetInt32(int.MaxValue);

    private readonly BrokerOptions _options;
    private readonly BrokerAddress _address;
    private readonly BrokerNodes _nodes;
    private Action _answered = static () => { };

    /// <param name="options">Settings of the broker.</param>
    /// <param name="preferred">The node to connect to if it is available; <see langword="null"/> for the next in turn, so that connections spread over all.</param>
    public ConnectionSetup(BrokerOptions options, int? preferred = null)
    {
        _options = options;
        _address = options.Address ?? throw new InvalidOperationException("No RabbitMQ address is configured.");
        _nodes = new BrokerNodes(_address.Nodes, preferred ?? Next(_address.Nodes.Count), preferred is not null, Endpoint);
    }

    /// <summary>Every node is tried within this.</summary>
    public TimeSpan OpenLimit => _options.ConnectTimeout * _address.Nodes.Count;

    /// <summary>Applies all settings to a connection factory. Call it before every connection: certificates may have been renewed.</summary>
    /// <exception cref="InvalidOperationException">A certificate cannot be read.</exception>
    public void Apply(ConnectionFactory factory)
    {
        factory.VirtualHost = _address.VirtualHost;
        factory.AutomaticRecoveryEnabled = false;
        factory.TopologyRecoveryEnabled = false;
        factory.RequestedConnectionTimeout = _options.ConnectTimeout;
        factory.HandshakeContinuationTimeout = _options.ConnectTimeout;
        factory.RequestedHeartbeat = _options.Heartbeat;
        factory.EndpointResolverFactory = _ => _nodes;
        factory.SocketFactory = family =>
        {
            var socket = new HandshakeLimit(family, _options.ConnectTimeout);
            _answered = socket.Answered;
            return socket;
        };
        IAuthMechanismFactory login = _options.LogsInByCertificate ? new ExternalMechanismFactory() : new PlainMechanismFactory();
        factory.AuthMechanisms = [new AnsweredMechanism(login, () => _answered())];
        factory.UserName = _address.UserName ?? ConnectionFactory.DefaultUser;
        factory.Password = _address.Password ?? ConnectionFactory.DefaultPass;
    }

    private static int Next(int nodes) => (int)(Interlocked.Increment(ref _begun) % (uint)nodes);

    private AmqpTcpEndpoint Endpoint(BrokerNode node) => new(node.Host, node.Port, _address.Tls ? Tls(node) : new SslOption());

    private SslOption Tls(BrokerNode node)
    {
        var settings = _options.Tls;
        var name = settings.ServerName is { Length: > 0 } given ? given : node.Host;
        var check = new BrokerCertificateCheck(settings.LoadAuthorities(), node, name);
        return new SslOption(name, enabled: true)
        {
            // Nothing below 1.2, whatever the system would still agree to.
            Version = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateValidationCallback = (sender, certificate, chain, errors) =>
                settings.DangerousAcceptAnyServerCertificate || check.Check(sender, certificate, chain, errors),
            ClientCertificateContext = settings.LoadClientCertificate() is { } own
                ? SslStreamCertificateContext.Create(own[0], [.. own.Skip(1)], offline: true)
                : null,
        };
    }
}
