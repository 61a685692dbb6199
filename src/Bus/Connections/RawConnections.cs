using RabbitMQ.Client;

namespace BusQStash.Bus.Connections;

/// <summary>Opens plain RabbitMQ connections without automatic recovery; their owner opens another one.</summary>
internal static class RawConnections
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

    public static async Task<IConnection> OpenAsync(ConnectionSetup setup, string name, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory { ContinuationTimeout = AnswerLimit };
        setup.Apply(factory);

        // The list is the setup's to give.
        return await factory.CreateConnectionAsync(Array.Empty<AmqpTcpEndpoint>(), name, cancellationToken);
    }
}
