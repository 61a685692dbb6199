using RabbitMQ.Client;

namespace BusQStash.Bus.Connections;

/// <summary>Opens plain RabbitMQ connections without automatic recovery; their owner opens another one.</summary>
internal static class RawConnections
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromMilliseconds(400);

    /// <summary>Opens a connection. One that is established after the token was canceled is closed: RabbitMQ.Client does not stop at every step of an attempt.</summary>
    public static async Task<IConnection> OpenAsync(ConnectionSetup setup, string name, CancellationToken cancellationToken)
    {
        var opening = ConnectAsync(setup, name, cancellationToken);
        try
        {
            return await opening.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _ = opening.ContinueWith(static late => CloseAsync(late.Result), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>Closes a connection within a limit: that of a dying one may never complete.</summary>
    public static async Task CloseAsync(IConnection connection)
    {
        try
        {
            await Task.Run(async () =>
            {
                await connection.AbortAsync(CloseLimit);
                await connection.DisposeAsync();
            }).WaitAsync(CloseLimit);
        }
        catch (Exception)
        {
            // The operating system ends it with the process at the latest.
        }
    }

    private static async Task<IConnection> ConnectAsync(ConnectionSetup setup, string name, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory { ContinuationTimeout = AnswerLimit };
        setup.Apply(factory);

        // The list is the setup's to give.
        return await factory.CreateConnectionAsync(Array.Empty<AmqpTcpEndpoint>(), name, cancellationToken);
    }
}
