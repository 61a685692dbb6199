using BusQStash.Store.Dlq;
using BusQStash.Store.Events;
using BusQStash.Store.Messages;
using BusQStash.Store.Retention;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Dlq;

public abstract class DeadLetterRemovalContract(IStoreHarness harness) : StoreContract(harness)
{
    private IDeadLetterRemoval Removal => Get<IDeadLetterRemoval>();

    [Fact]
    public async Task Removes_those_that_are_there_once()
    {
        await FailAsync("msg_1", "msg_2", "msg_3");
        Assert.Equal(["dlq-msg_1", "dlq-msg_3"], (await Removal.FindKnownAsync(["dlq-msg_3", "dlq-none", "dlq-msg_1"], None)).Order());
        Assert.Equal(2, await Removal.RemoveAsync(["dlq-msg_1", "dlq-msg_3", "dlq-msg_1", "dlq-none"], None));
        Assert.Equal(0, await Removal.RemoveAsync(["dlq-msg_1", "dlq-msg_3"], None));
        Assert.Equal(0, await Removal.RemoveAsync([], None));
        Assert.Equal(["dlq-msg_2"], (await Get<IDeadLetters>().ReadListAsync(new DlqQuery(), None)).Select(entry => entry.DlqId));
    }

    [Fact]
    public async Task Takes_more_ids_than_fit_into_one_statement()
    {
        await FailAsync("msg_1");
        string[] ids = [.. Enumerable.Range(0, 40_000).Select(i => $"dlq-{i}"), "dlq-msg_1"];
        Assert.Equal(["dlq-msg_1"], await Removal.FindKnownAsync(ids, None));
        Assert.Equal(1, await Removal.RemoveAsync(ids, None));
    }

    [Fact]
    public async Task The_message_stays_in_the_logs_and_is_forgotten_like_every_finished_one()
    {
        await FailAsync("msg_1");
        await Removal.RemoveAsync(["dlq-msg_1"], None);
        Assert.NotEmpty(await Get<IMessageEvents>().ReadListAsync(new EventQuery(), None));

        var retention = Get<IRetention>();
        Assert.Equal(0, await retention.PruneAsync(new RetentionLimits(Noon, Noon, Noon), 100, None));
        Assert.Equal(1, await retention.PruneAsync(new RetentionLimits(Noon.AddDays(1), Noon, Noon), 100, None));
        Assert.Null(await Get<IMessages>().FindAsync("msg_1", None));
    }

    private async Task FailAsync(params string[] ids)
    {
        foreach (var id in ids)
        {
            await AcceptAsync(Message(id));
            await SettleAsync(Attempt(id, MessageState.Failed));
        }
    }
}
