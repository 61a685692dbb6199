using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Xunit;

namespace BusQStash.Testing.Tests.Brokers;

/// <summary>A durable queue and the connection that declared it.</summary>
internal sealed class DurableQueue : IAsyncDisposable
{
    private const string Name = "kept";

    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private volatile bool _blocked;

    private DurableQueue(IConnection connection, IChannel channel)
    {
        _connection = connection;
        _channel = channel;
        connection.ConnectionBlockedAsync += (_, _) => Note(blocked: true);
        connection.ConnectionUnblockedAsync += (_, _) => Note(blocked: false);
    }

    /// <summary>Whether the broker has told this connection to wait.</summary>
    public bool IsBlocked => _blocked;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<DurableQueue> DeclareAsync(string url)
    {
        var (connection, channel) = await OpenAsync(url);
        await channel.QueueDeclareAsync(Name, durable: true, exclusive: false, autoDelete: false, cancellationToken: Cancellation);
        return new DurableQueue(connection, channel);
    }

    public static async Task<bool> ExistsAsync(string url)
    {
        var (connection, channel) = await OpenAsync(url);
        await using (connection)
        {
            try
            {
                await channel.QueueDeclarePassiveAsync(Name, Cancellation);
                return true;
            }
            catch (OperationInterruptedException)
            {
                return false;
            }
        }
    }

    public async Task PublishWithoutConfirmAsync() => await _channel.BasicPublishAsync("", Name, new byte[] { 1 }, Cancellation);

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static async Task<(IConnection Connection, IChannel Channel)> OpenAsync(string url)
    {
        var factory = new ConnectionFactory { Uri = new Uri(url), AutomaticRecoveryEnabled = false };
        var connection = await factory.CreateConnectionAsync(Cancellation);
        return (connection, await connection.CreateChannelAsync(cancellationToken: Cancellation));
    }

    private Task Note(bool blocked)
    {
        _blocked = blocked;
        return Task.CompletedTask;
    }
}
