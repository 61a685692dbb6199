using System.Net.Mime;
using BusQStash.Bus.Naming;
using RabbitMQ.Client;

namespace BusQStash.Benchmarks.Twins;

/// <summary>A broker queue of a twin: durable, quorum, with the arguments BusQStash's have.</summary>
internal sealed class BrokerQueue : IAsyncDisposable
{
    /// <summary>Publishes in flight while a backlog is made.</summary>
    private const int Window = 1000;

    private static readonly Dictionary<string, object?> Arguments = new()
    {
        ["x-queue-type"] = "quorum",
        ["x-delivery-limit"] = BrokerNames.DeliveryLimit,
    };

    private static readonly CreateChannelOptions Confirming = new(
        publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null);

    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private BrokerQueue(IConnection connection, IChannel channel, string name)
    {
        _connection = connection;
        _channel = channel;
        Name = name;
    }

    public string Name { get; }

    /// <summary>Connects, and makes the queue unless it is there.</summary>
    public static async Task<BrokerQueue> OpenAsync(string url, string name)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(url) }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync(Confirming);
        await channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, Arguments);
        return new BrokerQueue(connection, channel, name);
    }

    /// <summary>Messages with the numbers from 0 on, persistent, each with its confirm.</summary>
    public async Task FillAsync(int messages, Func<int, ReadOnlyMemory<byte>> body, string contentType = MediaTypeNames.Text.Plain)
    {
        var properties = new BasicProperties { Persistent = true, ContentType = contentType };
        for (var first = 0; first < messages; first += Window)
        {
            await Task.WhenAll(Enumerable.Range(first, Math.Min(Window, messages - first)).Select(number =>
                _channel.BasicPublishAsync("", Name, mandatory: true, properties, body(number)).AsTask()));
        }
    }

    /// <summary>Messages that wait and are in nobody's hands.</summary>
    public async Task<uint> CountAsync() => await _channel.MessageCountAsync(Name);

    public async Task PurgeAsync() => await _channel.QueuePurgeAsync(Name);

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
