using BusQStash.Bus.Naming;
using BusQStash.Contracts.Queues;
using Microsoft.Extensions.Logging;

namespace BusQStash.Bus.Publishing;

/// <inheritdoc cref="ILaneAnnouncer" />
internal sealed partial class LaneAnnouncer(CommandSender sender, BrokerTopology topology, OpenedLanes opened, ILogger<LaneAnnouncer> logger)
    : ILaneAnnouncer
{
    public async Task AnnounceAsync(LaneChanged change, CancellationToken cancellationToken)
    {
        if (change.Deleted)
        {
            opened.Forget(change.QueueName);
            topology.Forget(BrokerNames.Lane(change.QueueName, change.Shard));
        }

        try
        {
            using var limit = sender.Limit(cancellationToken);
            await sender.PublishAsync(change, limit);
        }
        catch (Exception exception)
        {
            Log.NotAnnounced(logger, change.QueueName, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Workers could not be notified that queue {QueueName} changed; they will notice by polling: {Reason}")]
        public static partial void NotAnnounced(ILogger logger, string queueName, string reason);
    }
}
