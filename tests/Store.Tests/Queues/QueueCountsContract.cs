using BusQStash.Store.Instances;
using BusQStash.Store.Queues;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Queues;

public abstract class QueueCountsContract(IStoreHarness harness) : StoreContract(harness)
{
    [Fact]
    public async Task What_was_counted_sorts_the_list_until_it_is_counted_again()
    {
        await Get<IInstances>().BeatAsync(InstanceKind.Worker, 0, None);
        var now = TimeProvider.System.GetUtcNow();
        await AcceptAsync(
            Message("msg_1", InQueue("busy"), now), Message("msg_2", InQueue("busy"), now), Message("msg_3", InQueue("busy"), now),
            Message("msg_4", InQueue("stands") with { NotBefore = now.AddHours(1).ToUnixTimeMilliseconds() }, now));
        await Get<IQueues>().UpsertAsync("empty", new QueueChange(), now, None);

        var counts = (await Get<IQueueCounts>().CountAsync(None)).ToDictionary(count => count.Name);
        Assert.Equal((3L, QueueReason.Draining, 1L, QueueReason.HeadDelayed), (counts["busy"].Lag, counts["busy"].Reason, counts["stands"].Lag, counts["stands"].Reason));
        Assert.Equal(["stands", "busy", "empty"], await NamesAsync(QueueOrder.Attention));
        Assert.Equal(["busy", "stands", "empty"], await NamesAsync(QueueOrder.Lag));

        await Get<IQueues>().DeleteAsync("stands", now, None);
        await Get<IQueueCounts>().CountAsync(None);
        Assert.Equal(["busy", "empty"], await NamesAsync(QueueOrder.Attention));
        Assert.Equal(3, await Get<IQueueCounts>().CountUnfinishedAsync(100, None));
        Assert.Equal(2, await Get<IQueueCounts>().CountUnfinishedAsync(2, None));
    }

    private async Task<IEnumerable<string>> NamesAsync(QueueOrder order) =>
        (await Get<IQueueViews>().ListAsync(new QueueViewQuery(null, order, null, 10), None)).Select(view => view.Facts.Queue.Name);
}
