using BusQStash.Store.Events;
using BusQStash.Store.Messages;
using BusQStash.Store.Outbox;
using BusQStash.Store.Queues;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Queues;

public abstract class QueuesContract(IStoreHarness harness) : StoreContract(harness)
{
    private IQueues Queues => Get<IQueues>();

    private ILanes Lanes => Get<ILanes>();

    [Fact]
    public async Task Makes_a_queue_with_defaults_and_keeps_what_is_not_given()
    {
        Assert.Equal(new QueueInfo("q", 1, false, 0, Noon, Noon, null), await Queues.UpsertAsync("q", new QueueChange(), Noon, None));

        await Queues.UpsertAsync("q", new QueueChange(5, true), Noon.AddSeconds(1), None);
        var kept = await Queues.UpsertAsync("q", new QueueChange(), Noon.AddSeconds(2), None);

        Assert.Equal(new QueueInfo("q", 5, true, 0, Noon, Noon.AddSeconds(2), null), kept);
        Assert.Equal(kept, await Queues.FindAsync("q", None));
        Assert.Null(await Queues.FindAsync("other", None));
    }

    [Fact]
    public async Task Keeps_what_QStash_has_no_setting_for_and_tells_its_owner()
    {
        await Queues.UpsertAsync("q", new QueueChange(StepsAside: true, AwaitsCallbacks: false), Noon, None);
        var kept = await Queues.UpsertAsync("q", new QueueChange(Parallelism: 2), Noon, None);
        var taken = Assert.Single(await Lanes.TakeAsync(["q"], TimeSpan.FromSeconds(5), None));

        Assert.Equal((true, false), (kept.StepsAside, kept.AwaitsCallbacks));
        Assert.Equal((true, false), (taken.StepsAside, taken.AwaitsCallbacks));
        var changed = await Queues.UpsertAsync("q", new QueueChange(StepsAside: false, AwaitsCallbacks: true), Noon, None);
        Assert.Equal((false, true), (changed.StepsAside, changed.AwaitsCallbacks));
    }

    [Fact]
    public async Task A_message_whose_queue_awaits_no_callbacks_leaves_at_once()
    {
        await AcceptAsync(Message("msg_0", InQueue("q")));
        var lane = await TakeAsync("q");
        var outcome = await Get<IMessageLedger>().SettleAsync(
            Attempt("msg_0", MessageState.Delivered, lane: lane) with
            {
                Callbacks = [Message("msg_callback") with { IdIsDerived = true }],
                AwaitsCallbacks = false,
            },
            None);

        Assert.True(outcome.LaneDone);
        Assert.Empty(await Lanes.ReadOpenAsync("q", 0, 10, None));
        var callback = await Get<IMessageLedger>().SettleAsync(Attempt("msg_callback", MessageState.Delivered), None);
        Assert.Equal((SettleStatus.Settled, null), (callback.Status, callback.Freed));
    }

    [Fact]
    public async Task Accepting_makes_the_queue_with_parallelism_one()
    {
        await AcceptAsync(Message("msg_1", InQueue("q")));

        Assert.Equal(new QueueInfo("q", 1, false, 1, Noon, Noon, null), await Queues.FindAsync("q", None));
    }

    [Fact]
    public async Task Counts_what_is_not_final_as_lag()
    {
        await AcceptAsync([.. Enumerable.Range(0, 4).Select(i => Message($"msg_{i}", InQueue("q")))]);
        var lane = await TakeAsync("q");
        await SettleAsync(Attempt("msg_0", MessageState.Delivered, lane: lane));
        await SettleAsync(Attempt("msg_1", MessageState.Retrying, lane: lane));
        await Get<IMessages>().CancelAsync("msg_2", Noon, None);

        Assert.Equal(2, (await Queues.FindAsync("q", None))!.Lag);
    }

    [Fact]
    public async Task Does_not_count_a_final_message_that_waits_for_its_callback()
    {
        await AcceptAsync(Message("msg_0", InQueue("q")));
        var lane = await TakeAsync("q");
        await SettleAsync(Attempt("msg_0", MessageState.Delivered, lane: lane) with { Callbacks = [Message("msg_callback") with { IdIsDerived = true }] });

        Assert.Equal(0, (await Queues.FindAsync("q", None))!.Lag);
        Assert.Single(await Lanes.ReadOpenAsync("q", 0, 10, None));
    }

    [Fact]
    public async Task Lists_by_name()
    {
        foreach (var name in new[] { "b", "a", "c" })
        {
            await Queues.UpsertAsync(name, new QueueChange(), Noon, None);
        }

        Assert.Equal(["a", "b", "c"], (await Queues.ListAsync(None)).Select(queue => queue.Name));
    }

    [Fact]
    public async Task Shards_queues_beyond_the_dedicated_ones()
    {
        // The harness allows three.
        var shards = new List<int?>();
        for (var i = 0; i < 5; i++)
        {
            shards.Add((await Queues.UpsertAsync($"q{i}", new QueueChange(), Noon, None)).Shard);
        }

        Assert.Equal([null, null, null], shards.Take(3));
        Assert.All(shards.Skip(3), shard => Assert.InRange(shard!.Value, 0, 63));
        var outcome = Assert.Single(await AcceptAsync(Message("msg_1", InQueue("q4"))));
        Assert.Equal(shards[4], outcome.Shard);
    }

    [Fact]
    public async Task Every_change_is_told_to_the_lanes_owner()
    {
        await Queues.UpsertAsync("q", new QueueChange(), Noon, None);
        var lane = await TakeAsync("q");
        var before = Assert.Single(await Lanes.LookAsync([lane], None));

        await Queues.SetPausedAsync("q", true, Noon, None);
        var paused = Assert.Single(await Lanes.LookAsync([lane], None));
        await Queues.UpsertAsync("q", new QueueChange(3, false), Noon, None);
        var changed = Assert.Single(await Lanes.LookAsync([lane], None));

        Assert.Equal((false, true, false), (before.Paused, paused.Paused, changed.Paused));
        Assert.Equal((1, 3), (before.Parallelism, changed.Parallelism));
        Assert.Equal(3, new[] { before.Signal, paused.Signal, changed.Signal }.Distinct().Count());
    }

    [Fact]
    public async Task Pausing_makes_a_queue_and_resuming_wakes_its_parked_lane()
    {
        Assert.True((await Queues.SetPausedAsync("q", true, Noon, None)).Paused);
        var lane = await TakeAsync("q");
        var signal = Assert.Single(await Lanes.LookAsync([lane], None)).Signal;
        Assert.True(await Lanes.ParkAsync(lane, signal, Noon.AddHours(1), None));

        Assert.False((await Queues.SetPausedAsync("q", false, Noon.AddSeconds(1), None)).Paused);

        Assert.Equal(Noon.AddSeconds(1), await Get<Store.Delays.IDueItems>().NextAsync(None));
    }

    [Fact]
    public async Task Deleting_cancels_what_is_left_and_invalidates_the_lease()
    {
        await AcceptAsync([.. Enumerable.Range(0, 1200).Select(i => Message($"msg_{i:D4}", InQueue("q")))]);
        var lane = await TakeAsync("q");
        await SettleAsync(Attempt("msg_0000", MessageState.Delivered, lane: lane));

        Assert.Equal("q", (await Queues.DeleteAsync("q", Noon.AddSeconds(9), None))!.Name);

        Assert.Null(await Queues.FindAsync("q", None));
        Assert.Null(await Queues.DeleteAsync("q", Noon, None));
        Assert.Empty(await Lanes.LookAsync([lane], None));
        Assert.Equal(SettleOutcome.Fenced, await Ledger.SettleAsync(Attempt("msg_0001", MessageState.Delivered, lane: lane), None));
        var messages = await Get<IMessages>().FindManyAsync(["msg_0000", "msg_0001", "msg_1199"], None);
        Assert.Equal(
            [("msg_0000", MessageState.Delivered), ("msg_0001", MessageState.Canceled), ("msg_1199", MessageState.Canceled)],
            messages.Select(message => (message.Id, message.State)).Order());
        var canceled = await Get<IMessageEvents>().ReadListAsync(new EventQuery { States = [EventState.Canceled], Count = 5000 }, None);
        Assert.Equal(1199, canceled.Count);
        Assert.Equal(1199, (await Get<IOutbox>().ReadOlderAsync(DateTimeOffset.MaxValue, 5000, None)).Count);
    }

    [Fact]
    public async Task Remembers_the_broker_queue_of_a_deleted_queue_until_it_is_gone_or_made_anew()
    {
        await Queues.UpsertAsync("gone", new QueueChange(), Noon, None);
        await Queues.UpsertAsync("anew", new QueueChange(), Noon, None);
        await Queues.DeleteAsync("gone", Noon.AddSeconds(1), None);
        await Queues.DeleteAsync("anew", Noon.AddSeconds(1), None);
        await Queues.UpsertAsync("anew", new QueueChange(), Noon.AddSeconds(2), None);

        Assert.Empty(await Queues.ListRemovedAsync(Noon, None));
        Assert.Equal(["gone"], await Queues.ListRemovedAsync(Noon.AddSeconds(1), None));

        await Queues.ForgetRemovedAsync("gone", None);
        Assert.Empty(await Queues.ListRemovedAsync(Noon.AddSeconds(1), None));
    }

    [Fact]
    public async Task The_broker_queue_of_a_queue_made_anew_on_a_shard_is_still_to_be_removed()
    {
        // The harness allows three queues with a broker queue of their own: another one takes the place of the first.
        foreach (var name in new[] { "q0", "q1", "q2" })
        {
            await Queues.UpsertAsync(name, new QueueChange(), Noon, None);
        }

        await Queues.DeleteAsync("q0", Noon.AddSeconds(1), None);
        await Queues.UpsertAsync("q3", new QueueChange(), Noon.AddSeconds(2), None);
        await AcceptAsync(Message("msg_1", InQueue("q0")));

        Assert.NotNull((await Queues.FindAsync("q0", None))!.Shard);
        Assert.Equal(["q0"], await Queues.ListRemovedAsync(Noon.AddSeconds(1), None));
    }

    [Fact]
    public async Task A_change_answers_what_is_written_and_a_time_in_milliseconds()
    {
        await AcceptAsync(Message("msg_1", InQueue("q")), Message("msg_2", InQueue("q")));

        var changed = await Queues.UpsertAsync("q", new QueueChange(4), Noon.AddTicks(12_345_678), None);

        Assert.Equal(2, changed.Lag);
        Assert.Equal(changed, await Queues.FindAsync("q", None));
    }

    [Fact]
    public async Task A_queue_made_anew_repeats_neither_places_nor_epochs()
    {
        var first = Assert.Single(await AcceptAsync(Message("msg_1", InQueue("q"))));
        var lane = await TakeAsync("q");
        await Queues.DeleteAsync("q", Noon, None);

        var second = Assert.Single(await AcceptAsync(Message("msg_2", InQueue("q"), Noon.AddSeconds(1))));
        var laneAnew = await TakeAsync("q");

        Assert.True(second.Seq > first.Seq);
        Assert.True(laneAnew.Epoch > lane.Epoch);
        Assert.Equal(["msg_2"], (await Lanes.ReadOpenAsync("q", 0, 10, None)).Select(message => message.MessageId));
    }
}
