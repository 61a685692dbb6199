using BusQStash.Bus.Publishing;
using BusQStash.Contracts.Queues;
using BusQStash.Store.Messages;

namespace BusQStash.Api.Messages;

/// <summary>Cancels messages and tells whom it concerns.</summary>
/// <remarks>The messages are canceled whatever happens after the ledger said so: the outbox keeps the events, and lanes' owners look by themselves.</remarks>
internal sealed class Cancellations(IMessages messages, IOutboxPublisher outbox, ILaneAnnouncer lanes, TimeProvider time)
{
    // Enough to share commits, few enough not to keep others' cancels waiting.
    private const int AtOnce = 200;

    /// <summary>Cancels messages that are not final; returns how many that were.</summary>
    internal async Task<int> CancelAsync(IReadOnlyCollection<string> messageIds, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var group in messageIds.Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            var now = time.GetUtcNow();
            var results = await Task.WhenAll(group.Select(id => messages.CancelAsync(id, now, cancellationToken)));
            CanceledMessage[] canceled = [.. results.OfType<CanceledMessage>()];
            await TellAsync(canceled);
            count += canceled.Length;
        }

        return count;
    }

    /// <summary>Posts the events of canceled messages and has their lanes look.</summary>
    internal async Task TellAsync(IReadOnlyList<CanceledMessage> canceled)
    {
        if (canceled.Count == 0)
        {
            return;
        }

        outbox.Post([.. canceled.Select(message => message.Announcement)]);
        foreach (var message in canceled.Where(message => message.QueueName is not null).DistinctBy(message => message.QueueName))
        {
            await lanes.AnnounceAsync(new LaneChanged { QueueName = message.QueueName!, Shard = message.Shard }, CancellationToken.None);
        }
    }
}
