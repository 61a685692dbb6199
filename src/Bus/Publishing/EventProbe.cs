using BusQStash.Bus.Connections;
using BusQStash.Bus.Serialization;
using MassTransit;
using MassTransit.Context;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace BusQStash.Bus.Publishing;

/// <summary>Publishes an event to find out whether its kind has a subscriber.</summary>
/// <remarks>
/// Uses a plain connection, opened on demand: for every returned message MassTransit 8.5 leaks some 400 bytes, RabbitMQ's own client none.
/// Subscribers receive the same as from MassTransit. A connection without a timely confirm is abandoned, and the next event opens another.
/// </remarks>
public sealed class EventProbe : IAsyncDisposable
{
    private static readonly CreateChannelOptions Confirming = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
    private readonly BusConnections _buses;
    private readonly OwnedConnection _owner;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private IConnection? _connection;
    private IChannel? _channel;

    /// <summary>Nothing is connected yet.</summary>
    public EventProbe(BusConnections buses, IOptions<BrokerOptions> options, TimeProvider time, ILogger<EventProbe> logger)
    {
        _buses = buses;
        _owner = new OwnedConnection(options.Value, "busqstash asking", time, logger);
    }

    /// <summary>Returns false if there is no subscriber: RabbitMQ has returned the event.</summary>
    /// <param name="content">The event.</param>
    /// <param name="json">The event as stored in the outbox.</param>
    /// <param name="cancellationToken">Ends sending.</param>
    /// <exception cref="Exception">The broker did not confirm it: it may or may not have arrived.</exception>
    public async Task<bool> TryPublishAsync<T>(T content, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
        where T : class
    {
        var (connection, channel) = await OpenAsync(cancellationToken);
        var context = CreateContext(content, cancellationToken);
        var envelope = new EventEnvelope<T>(json);
        var properties = new BasicProperties
        {
            Persistent = true,
            ContentType = envelope.ContentType.ToString(),
            MessageId = context.MessageId.ToString(),
        };
        try
        {
            var body = envelope.GetMessageBody(context).GetBytes();
            await channel.BasicPublishAsync(ExchangeOf<T>(), "", mandatory: true, properties, body, cancellationToken).AsTask().WaitAsync(cancellationToken);
            return true;
        }
        catch (RabbitMQ.Client.Exceptions.PublishException exception) when (exception.IsReturn)
        {
            return false;
        }
        catch
        {
            _owner.LetGo(connection);
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _owner.DisposeAsync();
        _gate.Dispose();
    }

    /// <summary>As MassTransit names it; made by the bus, which has published events of the kind before.</summary>
    private static string ExchangeOf<T>() => $"{typeof(T).Namespace}:{typeof(T).Name}";

    private MessageSendContext<T> CreateContext<T>(T content, CancellationToken cancellationToken)
        where T : class
    {
        var bus = _buses.Events.Current;
        return new MessageSendContext<T>(content, cancellationToken)
        {
            MessageId = NewId.NextGuid(),
            ConversationId = NewId.NextGuid(),
            SourceAddress = bus.Address,
            DestinationAddress = bus.Topology.TryGetPublishAddress<T>(out var address) ? address : null,
            SupportedMessageTypes = MessageTypeCache<T>.MessageTypeNames,
        };
    }

    private async Task<(IConnection Connection, IChannel Channel)> OpenAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var connection = await _owner.GetAsync(cancellationToken);
            if (ReferenceEquals(connection, _connection) && _channel is { IsOpen: true } open)
            {
                return (connection, open);
            }

            // The channel is closed at the first rejection. It is not disposed: it ends with its connection, and nothing waits for a connection to close.
            _channel = await connection.CreateChannelAsync(Confirming, cancellationToken).WaitAsync(cancellationToken);
            _connection = connection;
            return (connection, _channel);
        }
        finally
        {
            _gate.Release();
        }
    }
}
