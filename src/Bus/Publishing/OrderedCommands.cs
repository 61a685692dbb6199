using BusQStash.Bus.Naming;
using BusQStash.Contracts.Queues;
using BusQStash.Store.Messages;
using MassTransit;

namespace BusQStash.Bus.Publishing;

/// <summary>Sends the commands of messages in queues, creates their broker queues, and notifies workers of new lanes.</summary>
internal sealed class OrderedCommands(CommandSender sender, BrokerTopology topology, OpenedLanes opened, ILaneAnnouncer announcer)
{
    public async Task SendAsync(StoredMessage message, string queueName, AcceptOutcome outcome)
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
            // The broker queue is gone (deleted, or the broker lost its data), so it is created again. After a second return, the workers' own polling takes over.
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
}
