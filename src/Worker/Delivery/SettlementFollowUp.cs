using BusQStash.Bus.Publishing;
using BusQStash.Contracts.Queues;
using BusQStash.Store.Messages;

namespace BusQStash.Worker.Delivery;

/// <summary>Publishes what follows from a settlement. Dying here is harmless: callbacks are above this process's watermark, events are in the outbox.</summary>
internal sealed class SettlementFollowUp(IAcceptedPublisher publisher, IOutboxPublisher outbox, ILaneAnnouncer announcer)
{
    /// <summary>Events and callbacks.</summary>
    public Task PublishAsync(AttemptSettlement settlement, SettleOutcome outcome)
    {
        outbox.Post(settlement.Outbox);
        return publisher.PublishAsync(outcome.Callbacks, CancellationToken.None);
    }

    /// <summary>Notifies the worker that holds its queue's lane that a message has left the lane.</summary>
    public Task AnnounceAsync(LaneMessage freed) => announcer.AnnounceAsync(
        new LaneChanged { QueueName = freed.QueueName, HoldersOnly = true, LeftMessageId = freed.MessageId }, CancellationToken.None);
}
