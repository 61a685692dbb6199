using BusQStash.Contracts.Queues;
using BusQStash.Store.Workflows;

namespace BusQStash.Bus.Publishing;

/// <summary>Sends the effects of a change of workflow runs: commands, events, notices for lanes.</summary>
/// <remarks>A crash before the end is harmless: messages are above their process's watermark, events are in the outbox, and lanes' owners poll.</remarks>
public sealed class RunEffectsPublisher(IAcceptedPublisher commands, IOutboxPublisher outbox, ILaneAnnouncer lanes)
{
    /// <summary>Returns when the commands are confirmed, or when the time limit for that has passed.</summary>
    public async Task PublishAsync(RunEffects effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        outbox.Post([.. effects.Canceled.Select(message => message.Announcement), .. effects.Events]);
        foreach (var message in effects.Canceled.Where(message => message.QueueName is not null).DistinctBy(message => message.QueueName))
        {
            await lanes.AnnounceAsync(new LaneChanged { QueueName = message.QueueName!, Shard = message.Shard }, CancellationToken.None);
        }

        if (effects.Accepted.Count > 0)
        {
            await commands.PublishAsync(effects.Accepted, CancellationToken.None);
        }
    }
}
