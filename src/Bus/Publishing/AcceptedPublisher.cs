using BusQStash.Bus.Connections;
using BusQStash.Bus.Naming;
using BusQStash.Contracts.Queues;
using BusQStash.Store.Messages;
using BusQStash.Store.Outbox;
using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BusQStash.Bus.Publishing;

/// <inheritdoc cref="IAcceptedPublisher" />
/// <remarks>
/// The process may die on any line here: the messages are in the ledger. Unordered ones above this process's watermark are published again,
/// marked, by whoever notices that it is gone; lanes are found by the workers' own look.
/// </remarks>
internal sealed partial class AcceptedPublisher(
    CommandSender sender,
    ConfirmTracker tracker,
    BrokerTopology topology,
    ILaneAnnouncer announcer,
    IOutboxPublisher outbox,
    OpenedLanes opened,
    IOptions<BrokerOptions> options,
    ILogger<AcceptedPublisher> logger) : IAcceptedPublisher
{
    public async Task PublishAsync(IReadOnlyList<AcceptedWork> work, CancellationToken cancellationToken)
    {
        var sends = new List<Task>(work.Count);
        foreach (var item in work)
        {
            if (!item.Outcome.Deduplicated)
            {
                sends.Add(PublishAsync(item));
            }
        }

        if (sends.Count == 0)
        {
            return;
        }

        // The sends go on in the background, each within its own limit: the ledger has the messages, so the caller need not wait for all of it.
        // None of them throws.
        try
        {
            await Task.WhenAll(sends).WaitAsync(options.Value.ConfirmPatience, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // The answer need not wait any longer.
        }
    }

    private async Task PublishAsync(AcceptedWork item)
    {
        outbox.Post(OutcomeEvents.Accepted(item.Message));
        try
        {
            var message = Stored(item);
            if (message.Spec.QueueName is { } queueName)
            {
                await PublishOrderedAsync(message, queueName, item.Outcome);
            }
            else if (item.Outcome.OriginNumber > 0)
            {
                await PublishUnorderedAsync(message, item.Outcome.OriginNumber);
            }
        }
        catch (BrokerUnavailableException)
        {
            // Said once by the watch, not once per message.
        }
        catch (Exception exception)
        {
            Log.NotConfirmed(logger, item.Outcome.MessageId, exception.Message);
        }
    }

    private async Task PublishUnorderedAsync(StoredMessage message, long number)
    {
        tracker.Begin(number);
        try
        {
            await topology.EnsureAsync(BrokerNames.Deliver);
            await sender.SendFirstAsync(message, number, CancellationToken.None);
        }
        catch (MessageReturnedException)
        {
            // As for a lane: make the broker queue again next time; this number stays in doubt and is sent again.
            topology.Forget(BrokerNames.Deliver);
            throw;
        }
        catch (BrokerUnavailableException)
        {
            tracker.NotSent(number);
            throw;
        }

        tracker.Confirm(number);
    }

    private async Task PublishOrderedAsync(StoredMessage message, string queueName, AcceptOutcome outcome)
    {
        var shard = outcome.Shard;
        var name = BrokerNames.Lane(queueName, shard);
        await topology.EnsureAsync(name);
        try
        {
            await sender.SendOrderedAsync(message, shard, outcome.Signal, CancellationToken.None);
        }
        catch (MessageReturnedException)
        {
            // The broker queue is gone (deleted, or the broker lost its data): make it again. A second return leaves it to the workers' own look.
            topology.Forget(name);
            await topology.EnsureAsync(name);
            await sender.SendOrderedAsync(message, shard, outcome.Signal, CancellationToken.None);
        }
        finally
        {
            if (opened.ShouldTell(queueName))
            {
                await announcer.AnnounceAsync(new LaneChanged { QueueName = queueName, Shard = shard }, CancellationToken.None);
            }
        }
    }

    private static StoredMessage Stored(AcceptedWork item)
    {
        var notBefore = item.Message.Spec.NotBefore is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : item.Message.CreatedAt;
        return new StoredMessage(
            item.Outcome.MessageId,
            item.Message.Spec,
            item.Message.Body,
            MessageState.Ready,
            0,
            item.Outcome.Seq,
            item.Message.CreatedAt,
            notBefore);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "The command of {MessageId} was not confirmed and will be looked after: {Reason}")]
        public static partial void NotConfirmed(ILogger logger, string messageId, string reason);
    }
}
