using BusQStash.Bus.Publishing;
using BusQStash.Bus.Scheduling;
using BusQStash.Contracts.Queues;
using BusQStash.Store.Delays;
using BusQStash.Store.Workflows;

namespace BusQStash.Worker.Delays;

/// <summary>Sends what one due row stands for.</summary>
internal sealed class DueSender(
    CommandSender sender, ScheduledSender scheduled, ILaneAnnouncer announcer, IWaiters waiters, RunEffectsPublisher effects, TimeProvider time)
{
    public async Task SendAsync(DueItem item, CancellationToken cancellationToken)
    {
        switch (item)
        {
            case DueItem.Message message:
                await sender.SendMarkedAsync(message.Stored, cancellationToken);
                break;
            case DueItem.Lane lane:
                await sender.SendTurnAsync(lane.QueueName, lane.Shard, cancellationToken);
                await announcer.AnnounceAsync(new LaneChanged { QueueName = lane.QueueName, Shard = lane.Shard }, cancellationToken);
                break;
            case DueItem.BusMessage message:
                await scheduled.SendAsync(message.Content, cancellationToken);
                break;
            case DueItem.Waiter waiter:
                // A second time finds the waiter gone.
                await effects.PublishAsync(await waiters.TimeOutAsync(waiter.Token, time.GetUtcNow(), cancellationToken));
                break;
        }
    }
}
