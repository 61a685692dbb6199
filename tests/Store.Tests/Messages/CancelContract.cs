using BusQStash.Store.Delays;
using BusQStash.Store.Events;
using BusQStash.Store.Messages;
using BusQStash.Store.Outbox;
using BusQStash.Store.Queues;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Messages;

public abstract class CancelContract(IStoreHarness harness) : StoreContract(harness)
{
    private IMessages Messages => Get<IMessages>();

    private ILanes Lanes => Get<ILanes>();

    [Fact]
    public async Task Cancels_an_unordered_message_for_good()
    {
        await AcceptAsync(Message("msg_1"));
        await SettleAsync(Attempt("msg_1", MessageState.Retrying));
        Assert.Null(await Messages.LastCancelAsync(None));

        var canceled = (await Messages.CancelAsync("msg_1", Noon.AddSeconds(9), None))!;

        Assert.Equal(("msg_1", null, null), (canceled.MessageId, canceled.QueueName, canceled.Shard));
        Assert.Equal(MessageState.Canceled, (await Messages.FindAsync("msg_1", None))!.State);
        Assert.Null(await Get<IDueItems>().NextAsync(None));
        Assert.Equal(Noon.AddSeconds(9), await Messages.LastCancelAsync(None));
        Assert.Equal(SettleOutcome.Superseded, await Ledger.SettleAsync(Attempt("msg_1", MessageState.Delivered, attempt: 1), None));
        Assert.False(await Ledger.ClaimAsync("msg_1", 1, None));
        var entry = Assert.Single(await Get<IOutbox>().ReadOlderAsync(Noon.AddSeconds(9), 10, None));
        Assert.Equal(("msg_1/canceled", "MessageCanceled", canceled.Announcement.Id), (entry.Id, entry.Kind, entry.Id));
        var history = await Get<IMessageEvents>().ReadListAsync(new EventQuery { MessageIds = ["msg_1"], EarliestFirst = true, From = Noon.AddSeconds(9) }, None);
        Assert.Equal([EventState.CancelRequested, EventState.Canceled], history.Select(happened => happened.State));
    }

    [Fact]
    public async Task Leaves_alone_what_is_final_or_unknown()
    {
        await AcceptAsync(Message("msg_1"));
        await SettleAsync(Attempt("msg_1", MessageState.Delivered));

        Assert.Null(await Messages.CancelAsync("msg_1", Noon, None));
        Assert.Null(await Messages.CancelAsync("msg_2", Noon, None));
        Assert.Null(await Messages.LastCancelAsync(None));
    }

    [Fact]
    public async Task Of_many_who_cancel_at_once_one_does()
    {
        await AcceptAsync(Message("msg_1"));

        var canceled = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Messages.CancelAsync("msg_1", Noon, None)));

        Assert.Single(canceled, result => result is not null);
    }

    [Fact]
    public async Task Frees_the_place_in_a_lane_and_tells_its_owner()
    {
        var accepted = await AcceptAsync(Message("msg_1", InQueue("q")), Message("msg_2", InQueue("q")));
        var lane = await TakeAsync("q");
        var before = Assert.Single(await Lanes.LookAsync([lane], None));

        var canceled = (await Messages.CancelAsync("msg_2", Noon, None))!;

        Assert.Equal("q", canceled.QueueName);
        Assert.Equal(["msg_1"], (await Lanes.ReadOpenAsync("q", 0, 10, None)).Select(message => message.MessageId));
        var after = Assert.Single(await Lanes.LookAsync([lane], None));
        Assert.Equal((0, accepted[1].Seq), (before.CanceledThrough, after.CanceledThrough));
        Assert.NotEqual(before.Signal, after.Signal);
        Assert.Null(await Messages.LastCancelAsync(None));

        await Messages.CancelAsync("msg_1", Noon, None);
        Assert.Equal(accepted[1].Seq, Assert.Single(await Lanes.LookAsync([lane], None)).CanceledThrough);
    }

    [Fact]
    public async Task Makes_a_parked_lane_due_now()
    {
        await AcceptAsync(Message("msg_1", InQueue("q")));
        var lane = await TakeAsync("q");
        var signal = Assert.Single(await Lanes.LookAsync([lane], None)).Signal;
        Assert.True(await Lanes.ParkAsync(lane, signal, Noon.AddHours(1), None));

        await Messages.CancelAsync("msg_1", Noon.AddSeconds(3), None);

        Assert.Equal(Noon.AddSeconds(3), await Get<IDueItems>().NextAsync(None));
    }

    [Fact]
    public async Task Keeps_the_place_while_a_callback_is_under_way()
    {
        await AcceptAsync(Message("msg_1", InQueue("q")));
        var lane = await TakeAsync("q");
        await SettleAsync(Attempt("msg_1", MessageState.Retrying, lane: lane) with { Callbacks = [Message("msg_cb") with { IdIsDerived = true }] });

        await Messages.CancelAsync("msg_1", Noon, None);
        Assert.Equal(MessageState.Canceled, Assert.Single(await Lanes.ReadOpenAsync("q", 0, 10, None)).State);

        Assert.Equal("q", (await Ledger.SettleAsync(Attempt("msg_cb", MessageState.Delivered), None)).Freed?.QueueName);
        Assert.Empty(await Lanes.ReadOpenAsync("q", 0, 10, None));
    }
}
