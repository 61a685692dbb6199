using BusQStash.Bus.Publishing;
using BusQStash.Contracts.Queues;
using BusQStash.Store.Messages;
using BusQStash.Store.Stats;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Messages;

/// <summary>Cancels messages and tells whom it concerns.</summary>
/// <remarks>The messages are canceled whatever happens after the ledger said so: the outbox keeps the events, and lanes' owners look by themselves.</remarks>
internal sealed class Cancellations(IMessages messages, IRunLog runs, IOutboxPublisher outbox, ILaneAnnouncer lanes, StatCounters stats, TimeProvider time)
{
    // Enough to share commits, few enough not to keep others' cancels waiting.
    private const int AtOnce = 200;

    /// <summary>
    /// Cancels messages that are not final, <paramref name="most"/> of them if there is such a bound; returns how many that were. Those of workflow runs stay: without its
    /// message a run would live for ever, and it can be canceled itself.
    /// </summary>
    internal async Task<int> CancelAsync(IReadOnlyCollection<string> messageIds, int? most, CancellationToken cancellationToken)
    {
        List<string> ids = [.. messageIds.Distinct(StringComparer.Ordinal)];
        var count = 0;
        for (var at = 0; at < ids.Count && count < (most ?? int.MaxValue);)
        {
            // Those of a group may all be canceled: it is never larger than what is left of the bound.
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

    /// <summary>Posts the events of canceled messages and has their lanes look.</summary>
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
