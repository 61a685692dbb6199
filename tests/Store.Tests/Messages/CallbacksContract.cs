using BusQStash.Store.Delays;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Messages;

public abstract class CallbacksContract(IStoreHarness harness) : StoreContract(harness)
{
    private ILanes Lanes => Get<ILanes>();

    [Fact]
    public async Task Accepts_callbacks_with_the_settlement_and_numbers_them()
    {
        await AcceptAsync(Message("msg_1"));
        var (callback, later) = (Callback("msg_cb1"), Callback("msg_cb2"));
        later = later with { Spec = later.Spec with { NotBefore = Noon.AddHours(1).ToUnixTimeMilliseconds() } };

        var outcome = await Ledger.SettleAsync(Attempt("msg_1", MessageState.Delivered) with { Callbacks = [callback, later] }, None);

        Assert.Equal([new AcceptOutcome(callback, "msg_cb1", false, 0, null, 2), new AcceptOutcome(later, "msg_cb2", false, 0, null, 0)], outcome.Callbacks);
        Assert.Equal(MessageState.Ready, (await Get<IMessages>().FindAsync("msg_cb1", None))!.State);
        Assert.Equal(Noon.AddHours(1), await Get<IDueItems>().NextAsync(None));
    }

    [Fact]
    public async Task Accepts_none_when_the_settlement_is_refused()
    {
        await AcceptAsync(Message("msg_1"));

        await Ledger.SettleAsync(Attempt("msg_1", MessageState.Delivered, attempt: 3) with { Callbacks = [Callback("msg_cb")] }, None);

        Assert.Null(await Get<IMessages>().FindAsync("msg_cb", None));
        var next = await AcceptAsync(Message("msg_2"));
        Assert.Equal(2, next[0].OriginNumber);
    }

    [Fact]
    public async Task An_ordered_message_keeps_its_place_until_its_callbacks_are_final()
    {
        var lane = await WorkOnAsync("q", "msg_1");
        var settled = await Ledger.SettleAsync(
            Attempt("msg_1", MessageState.Delivered, lane: lane) with { Callbacks = [Callback("msg_a"), Callback("msg_b")] }, None);
        Assert.False(settled.LaneDone);
        Assert.Equal(MessageState.Delivered, Assert.Single(await Lanes.ReadOpenAsync("q", 0, 10, None)).State);
        var before = Assert.Single(await Lanes.LookAsync([lane], None)).Signal;

        await SettleAsync(Attempt("msg_a", MessageState.Retrying));
        var first = await Ledger.SettleAsync(Attempt("msg_a", MessageState.Failed, attempt: 1), None);
        Assert.Null(first.Freed);
        Assert.Single(await Lanes.ReadOpenAsync("q", 0, 10, None));
        var last = await Ledger.SettleAsync(Attempt("msg_b", MessageState.Delivered), None);

        Assert.Equal(new LaneMessage("q", "msg_1"), last.Freed);
        Assert.Empty(await Lanes.ReadOpenAsync("q", 0, 10, None));
        Assert.NotEqual(before, Assert.Single(await Lanes.LookAsync([lane], None)).Signal);
    }

    [Fact]
    public async Task Callbacks_of_earlier_attempts_count_too()
    {
        var lane = await WorkOnAsync("q", "msg_1");
        await SettleAsync(Attempt("msg_1", MessageState.Retrying, lane: lane) with { Callbacks = [Callback("msg_a")] });
        var final = await Ledger.SettleAsync(Attempt("msg_1", MessageState.Delivered, attempt: 1, lane: lane), None);
        Assert.False(final.LaneDone);

        Assert.Equal("q", (await Ledger.SettleAsync(Attempt("msg_a", MessageState.Delivered), None)).Freed?.QueueName);
        Assert.Empty(await Lanes.ReadOpenAsync("q", 0, 10, None));
    }

    [Fact]
    public async Task A_callback_that_ends_before_its_message_wakes_no_lane()
    {
        var lane = await WorkOnAsync("q", "msg_1");
        await SettleAsync(Attempt("msg_1", MessageState.Retrying, lane: lane) with { Callbacks = [Callback("msg_a")] });

        Assert.Null((await Ledger.SettleAsync(Attempt("msg_a", MessageState.Delivered), None)).Freed);
        Assert.True((await Ledger.SettleAsync(Attempt("msg_1", MessageState.Delivered, attempt: 1, lane: lane), None)).LaneDone);
    }

    [Fact]
    public async Task Messages_and_their_callbacks_may_settle_all_at_once()
    {
        var lanes = new List<(LaneEpoch Lane, int I)>();
        for (var i = 0; i < 20; i++)
        {
            var lane = await WorkOnAsync($"q{i}", $"msg_{i}");
            await SettleAsync(Attempt($"msg_{i}", MessageState.Retrying, lane: lane) with { Callbacks = [Callback($"cb_{i}")] });
            lanes.Add((lane, i));
        }

        await Task.WhenAll(lanes.SelectMany(IEnumerable<Task> (lane) =>
        [
            Ledger.SettleAsync(Attempt($"msg_{lane.I}", MessageState.Delivered, attempt: 1, lane: lane.Lane), None),
            Ledger.SettleAsync(Attempt($"cb_{lane.I}", MessageState.Delivered), None),
        ]));

        foreach (var (lane, _) in lanes)
        {
            Assert.Empty(await Lanes.ReadOpenAsync(lane.QueueName, 0, 10, None));
        }
    }

    [Fact]
    public async Task A_canceled_callback_counts_as_ended()
    {
        var lane = await WorkOnAsync("q", "msg_1");
        await SettleAsync(Attempt("msg_1", MessageState.Delivered, lane: lane) with { Callbacks = [Callback("msg_a")] });

        var canceled = (await Get<IMessages>().CancelAsync("msg_a", Noon.AddSeconds(5), None))!;

        Assert.Equal("q", canceled.QueueName);
        Assert.Empty(await Lanes.ReadOpenAsync("q", 0, 10, None));
    }

    [Fact]
    public async Task A_parked_lane_is_due_when_the_last_callback_ends()
    {
        var lane = await WorkOnAsync("q", "msg_1");
        await SettleAsync(Attempt("msg_1", MessageState.Delivered, lane: lane) with { Callbacks = [Callback("msg_a")] });
        var signal = Assert.Single(await Lanes.LookAsync([lane], None)).Signal;
        Assert.True(await Lanes.ParkAsync(lane, signal, DateTimeOffset.UnixEpoch.AddYears(200), None));

        await SettleAsync(Attempt("msg_a", MessageState.Delivered));

        Assert.True(await Get<IDueItems>().NextAsync(None) < DateTimeOffset.UnixEpoch.AddYears(190));
    }

    private async Task<LaneEpoch> WorkOnAsync(string queueName, string messageId)
    {
        await AcceptAsync(Message(messageId, InQueue(queueName)));
        return await TakeAsync(queueName);
    }

    private static NewMessage Callback(string id) => Message(id) with { IdIsDerived = true };
}
