using BusQStash.Bus.Connections;
using BusQStash.Bus.Naming;
using BusQStash.Bus.Serialization;
using BusQStash.Contracts.Messages;
using BusQStash.Contracts.Queues;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using MassTransit;
using Microsoft.Extensions.Options;

namespace BusQStash.Bus.Publishing;

/// <summary>
/// Sends commands to exchanges, each with a confirm and a time limit. Never to <c>queue:NAME</c>: that would declare the broker queue with
/// other arguments.
/// </summary>
public sealed class CommandSender(BusConnections buses, BrokerWatch watch, IOptions<BrokerOptions> options, InstanceIdentity identity)
{
    private static readonly Uri Deliver = Address(BrokerNames.Deliver);

    /// <summary>Sends the first command of an unordered message that was just accepted here.</summary>
    /// <exception cref="Exception">It was not confirmed: it may or may not have arrived.</exception>
    public Task SendFirstAsync(StoredMessage message, long originNumber, CancellationToken cancellationToken)
    {
        var command = Command(message, marked: false);
        command = command with { Accepted = command.Accepted! with { Origin = identity.Number, OriginNumber = originNumber } };
        return SendAsync(Deliver, command, cancellationToken);
    }

    /// <summary>Sends a further command of an unordered message, or one that may exist twice: who receives it claims the message first.</summary>
    /// <exception cref="Exception">It was not confirmed: it may or may not have arrived.</exception>
    public Task SendMarkedAsync(StoredMessage message, CancellationToken cancellationToken) =>
        SendAsync(Deliver, Command(message, marked: true), cancellationToken);

    /// <summary>Sends the command of a message in a lane.</summary>
    /// <exception cref="Exception">It was not confirmed: it may or may not have arrived.</exception>
    public Task SendOrderedAsync(StoredMessage message, int? shard, long signal, CancellationToken cancellationToken)
    {
        var command = Command(message, marked: false);
        command = command with { Accepted = command.Accepted! with { Signal = signal } };
        return SendAsync(Address(BrokerNames.Lane(message.Spec.QueueName!, shard)), command, cancellationToken);
    }

    /// <summary>Sends a turn to a lane.</summary>
    /// <exception cref="Exception">It was not confirmed: it may or may not have arrived.</exception>
    public async Task SendTurnAsync(string queueName, int? shard, CancellationToken cancellationToken)
    {
        using var limit = Limit(cancellationToken);
        var endpoint = await buses.Publishing.GetSendEndpoint(Address(BrokerNames.Lane(queueName, shard))).WaitAsync(limit.Token);
        await endpoint.Send(new LaneTurn { QueueName = queueName }, limit.Token);
    }

    /// <summary>Publishes an event as a plain MassTransit envelope.</summary>
    /// <param name="content">The event.</param>
    /// <param name="limit">From <see cref="Limit"/>; many may share it.</param>
    /// <exception cref="Exception">It was not confirmed: it may or may not have arrived.</exception>
    public Task PublishAsync<T>(T content, CancellationTokenSource limit)
        where T : class =>
        buses.Publishing.Publish(content, limit.Token);

    /// <summary>Publishes an event whose JSON is at hand as a plain MassTransit envelope; false when nobody subscribes to it now, and RabbitMQ has dropped it.</summary>
    /// <param name="content">The event.</param>
    /// <param name="json">The event as it is written to the outbox.</param>
    /// <param name="limit">From <see cref="Limit"/>; many may share it.</param>
    /// <exception cref="Exception">It was not confirmed: it may or may not have arrived.</exception>
    public async Task<bool> TryPublishAsync<T>(T content, ReadOnlyMemory<byte> json, CancellationTokenSource limit)
        where T : class
    {
        try
        {
            await buses.Publishing.Publish(content, new EventEnvelope<T>(json), limit.Token);
            return true;
        }
        catch (MessageReturnedException)
        {
            return false;
        }
    }

    /// <summary>Address of an exchange on our bus.</summary>
    public static Uri Address(string exchange) => new($"exchange:{exchange}");

    /// <summary>A token that runs out at the send limit, and at once while the broker is known to take no commands.</summary>
    public CancellationTokenSource Limit(CancellationToken cancellationToken)
    {
        if (watch.State != BrokerState.Ready)
        {
            throw new BrokerUnavailableException(watch.State);
        }

        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.SendTimeout);
        return limit;
    }

    private async Task SendAsync(Uri exchange, EnqueueMessage command, CancellationToken cancellationToken)
    {
        using var limit = Limit(cancellationToken);
        var endpoint = await buses.Publishing.GetSendEndpoint(exchange).WaitAsync(limit.Token);
        await endpoint.Send(command, FramePipe.Instance, limit.Token);
    }

    private EnqueueMessage Command(StoredMessage message, bool marked)
    {
        var inline = message.Body.Length <= options.Value.InlineBodyLimit;
        return new EnqueueMessage
        {
            Destination = message.Spec.Url,
            QueueName = message.Spec.QueueName,
            Body = inline ? message.Body.ToArray() : null,
            Accepted = new AcceptedMessage
            {
                MessageId = message.Id,
                Seq = message.Seq,
                CreatedAt = message.CreatedAt.ToUnixTimeMilliseconds(),
                Attempt = message.Attempts,
                Marked = marked,
                BodyInLedger = !inline,
                Spec = message.Spec,
            },
        };
    }
}
