using BusQStash.Bus.Publishing;
using BusQStash.Contracts.Queues;
using BusQStash.Store.Messages;
using BusQStash.Store.Stats;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Messages;

/// <summary>Cancels messages, then publishes their events and notifies their lanes.</summary>
/// <remarks>A cancel is final once the ledger has committed it: the outbox stores the events, and lane owners also poll.</remarks>
internal sealed class Cancellations(IMessages messages, IRunLog runs, IOutboxPublisher outbox, ILaneAnnouncer lanes, StatCounters stats, TimeProvider time)
{
    // Large enough to share commits, small enough not to delay other cancels.
    private const int AtOnce = 200;

    /// <summary>
    /// Cancels messages that are not final, at most <paramref name="most"/> if set; returns how many were canceled. Messages of workflow runs are left alone: without its message
    /// a run would never end, and a run can be canceled itself.
    /// </summary>
    internal async Task<int> CancelAsync(IReadOnlyCollection<string> messageIds, int? most, CancellationToken cancellationToken)
    {
        List<string> ids = [.. messageIds.Distinct(StringComparer.Ordinal)];
        var count = 0;
        for (var at = 0; at < ids.Count && count < (most ?? int.MaxValue);)
        {
            // A group may be canceled whole, because it is never larger than the rest of the bound.
            var group = ids.GetRange(at, Math.Min(Math.Min(AtOnce, (most ?? int.MaxValue) - count), ids.Count - at));
            at += group.Count;
            var now = time.GetUtcNow();
            var ofRuns = await runs.MessagesOfRunsAsync(group, cancellationToken);
            var results = await Task.WhenAll(group.Where(id => !ofRuns.Contains(id)).Select(id => messages.CancelAsync(id, now, cancellationToken)));
            CanceledMessage[] canceled = [.. results.OfType<CanceledMessage>()];
            await TellAsync(canceled);
            count += canceled.Length;
        }

        return count;
    }

    /// <summary>Publishes the events of canceled messages and notifies their lanes.</summary>
    internal async Task TellAsync(IReadOnlyList<CanceledMessage> canceled)
    {
        if (canceled.Count == 0)
        {
            return;
        }

        foreach (var message in canceled)
        {
            stats.Count(StatField.Canceled, message.QueueName);
        }

        outbox.Post([.. canceled.Select(message => message.Announcement)]);
        foreach (var message in canceled.Where(message => message.QueueName is not null).DistinctBy(message => message.QueueName))
        {
            await lanes.AnnounceAsync(new LaneChanged { QueueName = message.QueueName!, Shard = message.Shard }, CancellationToken.None);
        }
    }
}
