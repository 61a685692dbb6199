using BusQStash.Bus.Connections;
using BusQStash.Bus.Naming;
using BusQStash.Bus.Serialization;
using BusQStash.Contracts.Queues;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using MassTransit;
using Microsoft.Extensions.Options;

namespace BusQStash.Bus.Publishing;

/// <summary>
/// Sends commands to exchanges, each with a confirm and a time limit. Never to <c>queue:NAME</c>, which would declare the broker queue with
/// other arguments.
/// </summary>
/// <remarks>
/// If a command is not confirmed in time although the broker confirms elsewhere, its broker queue accepts nothing: the queue is reported, and the channel is
/// abandoned if nothing else on it is confirmed either. Nothing is sent to such a queue until it is repaired; a lane needs no command.
/// </remarks>
public sealed class CommandSender(
    BusConnections buses,
    BrokerWatch watch,
    UnusableQueues unusable,
    IOptions<BrokerOptions> options,
    InstanceIdentity identity,
    TimeProvider time)
{
    private static readonly Uri Deliver = Address(BrokerNames.Deliver);

    /// <summary>Unordered commands may be sent, as far as is known.</summary>
    public bool CanSendCommands => watch.State == BrokerState.Ready && !unusable.CommandsWait;

    /// <summary>Sends the first command of an unordered message that was just accepted here.</summary>
    /// <exception cref="Exception">It was not confirmed: it may or may not have arrived.</exception>
    public Task SendFirstAsync(StoredMessage message, long originNumber, CancellationToken cancellationToken)
    {
        var command = Command(message, marked: false) with { Origin = identity.Number, OriginNumber = originNumber };
        return SendUnorderedAsync(command, cancellationToken);
    }

    /// <summary>Sends a further command of an unordered message, or a possible duplicate: the receiver claims the message first.</summary>
    /// <exception cref="Exception">The broker did not confirm it: it may or may not have arrived.</exception>
    public Task SendMarkedAsync(StoredMessage message, CancellationToken cancellationToken) =>
        SendUnorderedAsync(Command(message, marked: true), cancellationToken);

    /// <summary>Sends the command of a message in a lane, unless its broker queue is unresponsive.</summary>
    /// <exception cref="Exception">It was not confirmed: it may or may not have arrived.</exception>
    public Task SendOrderedAsync(StoredMessage message, int? shard, long signal, CancellationToken cancellationToken)
    {
        var name = BrokerNames.Lane(message.Spec.QueueName!, shard);
        if (unusable.Contains(name))
        {
            return Task.CompletedTask;
        }

        var command = Command(message, marked: false) with { Signal = signal };
        return SendAsync(buses.Hints, name, (endpoint, token) => endpoint.Send(command, FramePipe.Instance, token), cancellationToken);
    }

    /// <summary>Sends a turn to a lane, unless its broker queue is unresponsive; the workers find such a lane by polling.</summary>
    /// <exception cref="Exception">It was not confirmed: it may or may not have arrived.</exception>
    public Task SendTurnAsync(string queueName, int? shard, CancellationToken cancellationToken)
    {
        var name = BrokerNames.Lane(queueName, shard);
        return unusable.Contains(name)
            ? Task.CompletedTask
            : SendAsync(buses.Hints, name, (endpoint, token) => endpoint.Send(new LaneTurn { QueueName = queueName }, token), cancellationToken);
    }

    /// <summary>Publishes a notice for workers as a plain MassTransit envelope.</summary>
    /// <param name="content">The notice.</param>
    /// <param name="limit">From <see cref="Limit"/>; many may share it.</param>
    /// <exception cref="Exception">The broker did not confirm it: it may or may not have arrived.</exception>
    public Task PublishAsync<T>(T content, CancellationTokenSource limit)
        where T : class =>
        SendAsync(buses.Hints, bus => bus.Publish(content, limit.Token), limit.Token);

    /// <summary>Publishes an already serialized event in a MassTransit envelope; returns false if it has no subscriber and RabbitMQ dropped it.</summary>
    /// <param name="content">The event.</param>
    /// <param name="json">The event as it is written to the outbox.</param>
    /// <param name="limit">From <see cref="Limit"/>; many may share it.</param>
    /// <exception cref="Exception">It was not confirmed: it may or may not have arrived.</exception>
    public async Task<bool> TryPublishAsync<T>(T content, ReadOnlyMemory<byte> json, CancellationTokenSource limit)
        where T : class
    {
        try
        {
            await SendAsync(buses.Events, bus => bus.Publish(content, new EventEnvelope<T>(json), limit.Token), limit.Token);
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

    /// <summary>Sends over a bus within a limit, and gives the bus up if it is what keeps the confirm away; true when that may be.</summary>
    internal async Task SendAsync(SendingBus via, Func<IBus, Task> send, CancellationToken limit)
    {
        var bus = via.Current;
        var begun = time.GetTimestamp();
        try
        {
            await send(bus).WaitAsync(limit);
            via.Confirmed();
        }
        catch (MessageReturnedException)
        {
            via.Confirmed();
            throw;
        }
        catch (OperationCanceledException) when (IsHeldUp(begun))
        {
            via.Unconfirmed(bus, begun);
            throw;
        }
    }

    private Task SendUnorderedAsync(DeliverMessage command, CancellationToken cancellationToken) => unusable.CommandsWait
        ? throw new BrokerUnavailableException(BrokerNames.Deliver)
        : SendAsync(buses.Commands, BrokerNames.Deliver, (endpoint, token) => endpoint.Send(command, FramePipe.Instance, token), cancellationToken);

    private async Task SendAsync(SendingBus via, string name, Func<ISendEndpoint, CancellationToken, Task> send, CancellationToken cancellationToken)
    {
        using var limit = Limit(cancellationToken);
        var begun = time.GetTimestamp();
        try
        {
            await SendAsync(via, async bus => await send(await bus.GetSendEndpoint(AddressOf(name)), limit.Token), limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && IsHeldUp(begun))
        {
            unusable.Add(name);
            throw;
        }
    }

    // The watch asks once a second and waits three at most: one that is content has seen a confirm since then.
    private bool IsHeldUp(long begun) => buses.Kind == TransportKind.RabbitMq && watch.State == BrokerState.Ready && time.GetElapsedTime(begun) >= options.Value.SendTimeout * 0.9;

    private static Uri AddressOf(string name) => name == BrokerNames.Deliver ? Deliver : Address(name);

    private DeliverMessage Command(StoredMessage message, bool marked)
    {
        var inline = !message.BodyLeftOut && message.Body.Length <= options.Value.InlineBodyLimit;
        return new DeliverMessage
        {
            MessageId = message.Id,
            Seq = message.Seq,
            CreatedAt = message.CreatedAt.ToUnixTimeMilliseconds(),
            Attempt = message.Attempts,
            Marked = marked,
            BodyInLedger = !inline,
            Spec = message.Spec,
            Body = inline ? message.Body : default,
        };
    }
}
