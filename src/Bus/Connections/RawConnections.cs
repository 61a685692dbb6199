using RabbitMQ.Client;

namespace BusQStash.Bus.Connections;

/// <summary>Opens plain RabbitMQ connections. They do not recover by themselves: whoever uses one opens another.</summary>
internal static class RawConnections
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(5);

    public static Task<IConnection> OpenAsync(BrokerOptions options, string name, CancellationToken cancellationToken)
    {
        var address = options.Address ?? throw new InvalidOperationException("No RabbitMQ address is configured.");
        var factory = new ConnectionFactory
        {
            HostName = address.Host,
            Port = address.Port,
            VirtualHost = address.VirtualHost,
            UserName = address.UserName,
            Password = address.Password,
            Ssl = new SslOption(address.Host, enabled: address.Tls),
            ClientProvidedName = name,
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedConnectionTimeout = ConnectLimit,
            ContinuationTimeout = ConnectLimit,
            RequestedHeartbeat = options.Heartbeat,
        };
        return factory.CreateConnectionAsync(cancellationToken);
    }
}
