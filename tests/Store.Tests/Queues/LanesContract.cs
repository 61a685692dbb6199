using BusQStash.Store.Delays;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Queues;

public abstract class LanesContract(IStoreHarness harness) : StoreContract(harness)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private ILanes Lanes => Get<ILanes>();

    private IQueues Queues => Get<IQueues>();

    [Fact]
    public async Task Is_taken_by_one_at_a_time_under_rising_epochs()
    {
        await Queues.UpsertAsync("q", new QueueChange(4, true), Noon, None);

        var taken = Assert.Single(await Lanes.TakeAsync(["q"], Minute, None));
        Assert.Equal((4, true, 0L), (taken.Parallelism, taken.Paused, taken.CanceledThrough));
        Assert.Empty(await Lanes.TakeAsync(["q"], Minute, None));
        await Lanes.ReleaseAsync([taken.Lane], None);
        var again = Assert.Single(await Lanes.TakeAsync(["q"], Minute, None));

        Assert.True(again.Lane.Epoch > taken.Lane.Epoch);
    }

    [Fact]
    public async Task Tells_the_last_place_that_was_given_out()
    {
        await Queues.UpsertAsync("q", new QueueChange(), Noon, None);
        var taken = Assert.Single(await Lanes.TakeAsync(["q"], Minute, None));
        var accepted = await AcceptAsync(Message("msg_1", InQueue("q")), Message("msg_2", InQueue("q")));

        Assert.Equal(accepted[0].Seq - 1, taken.LastSeq);
        Assert.Equal(accepted[1].Seq, Assert.Single(await Lanes.LookAsync([taken.Lane], None)).LastSeq);
        Assert.Equal(accepted[1].Seq, Assert.Single(await Lanes.RenewAsync([taken.Lane], Minute, None)).LastSeq);
    }

    [Fact]
    public async Task Of_many_who_take_lanes_at_once_each_lane_goes_to_one()
    {
        string[] names = [.. Enumerable.Range(0, 10).Select(i => $"q{i}")];
        foreach (var name in names)
        {
            await Queues.UpsertAsync(name, new QueueChange(), Noon, None);
        }

        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Lanes.TakeAsync(i % 2 == 0 ? names : [.. names.Reverse()], Minute, None)));

        Assert.Equal(names, taken.SelectMany(lanes => lanes).Select(lane => lane.Lane.QueueName).Order());
    }

    [Fact]
    public async Task Cannot_be_taken_without_a_queue()
    {
        Assert.Empty(await Lanes.TakeAsync(["unknown"], Minute, None));

        await Queues.UpsertAsync("q", new QueueChange(), Noon, None);
        await Queues.DeleteAsync("q", Noon, None);
        Assert.Empty(await Lanes.TakeAsync(["q"], Minute, None));
    }

    [Fact]
    public async Task Is_free_when_the_lease_is_over()
    {
        await Queues.UpsertAsync("q", new QueueChange(), Noon, None);
        var first = Assert.Single(await Lanes.TakeAsync(["q"], TimeSpan.FromMilliseconds(50), None)).Lane;

        await EventuallyAsync("the lease is over", async () => (await Lanes.TakeAsync(["q"], Minute, None)).Count == 1);

        Assert.Empty(await Lanes.RenewAsync([first], Minute, None));
    }

    [Fact]
    public async Task Renews_only_what_is_held_under_this_epoch()
    {
        await Queues.UpsertAsync("a", new QueueChange(), Noon, None);
        await Queues.UpsertAsync("b", new QueueChange(), Noon, None);
        var a = await TakeAsync("a");
        var b = await TakeAsync("b");

        Assert.Equal([a], (await Lanes.RenewAsync([a, b with { Epoch = b.Epoch + 1 }, new("c", 1)], Minute, None)).Select(lane => lane.Lane));
        Assert.Equal([a], (await Lanes.LookAsync([a, b with { Epoch = b.Epoch + 1 }], None)).Select(lane => lane.Lane));
    }

    [Fact]
    public async Task Release_leaves_another_epoch_alone()
    {
        await Queues.UpsertAsync("q", new QueueChange(), Noon, None);
        var lane = await TakeAsync("q");

        await Lanes.ReleaseAsync([lane with { Epoch = lane.Epoch - 1 }], None);

        Assert.Empty(await Lanes.TakeAsync(["q"], Minute, None));
    }

    [Fact]
    public async Task Parks_until_its_time_and_is_unparked_by_taking_it()
    {
        await AcceptAsync(Message("msg_1", InQueue("q")));
        var taken = Assert.Single(await Lanes.TakeAsync(["q"], Minute, None));

        Assert.True(await Lanes.ParkAsync(taken.Lane, taken.Signal, Noon.AddMinutes(5), None));
        Assert.Equal(Noon.AddMinutes(5), await Get<IDueItems>().NextAsync(None));
        Assert.Empty(await Lanes.FindUnattendedAsync(TimeSpan.Zero, 10, None));

        Assert.Single(await Lanes.TakeAsync(["q"], Minute, None));
        Assert.Null(await Get<IDueItems>().NextAsync(None));
    }

    [Fact]
    public async Task Does_not_park_when_something_happened_or_it_is_lost()
    {
        await AcceptAsync(Message("msg_1", InQueue("q")));
        var taken = Assert.Single(await Lanes.TakeAsync(["q"], Minute, None));
        await Get<IMessages>().CancelAsync("msg_1", Noon, None);
        var signal = Assert.Single(await Lanes.LookAsync([taken.Lane], None)).Signal;

        Assert.False(await Lanes.ParkAsync(taken.Lane, taken.Signal, Noon.AddMinutes(5), None));
        Assert.False(await Lanes.ParkAsync(taken.Lane with { Epoch = taken.Lane.Epoch - 1 }, signal, Noon.AddMinutes(5), None));
        Assert.False(await Lanes.ParkAsync(new LaneEpoch("none", 1), 0, Noon.AddMinutes(5), None));

        Assert.Null(await Get<IDueItems>().NextAsync(None));
        Assert.Single(await Lanes.RenewAsync([taken.Lane], Minute, None));
    }

    [Fact]
    public async Task A_wake_and_a_park_at_once_never_lose_the_wake()
    {
        for (var round = 0; round < 20; round++)
        {
            await AcceptAsync(Message($"msg_{round}", InQueue("q")));
            var taken = Assert.Single(await Lanes.TakeAsync(["q"], Minute, None));

            var cancel = Get<IMessages>().CancelAsync($"msg_{round}", Noon, None);
            var parked = await Lanes.ParkAsync(taken.Lane, taken.Signal, Noon.AddDays(1), None);
            await cancel;

            Assert.Equal(parked ? Noon : null, await Get<IDueItems>().NextAsync(None));
            await Lanes.ReleaseAsync([taken.Lane], None);
        }
    }

    [Fact]
    public async Task Finds_lanes_with_work_that_nobody_attends()
    {
        foreach (var name in new[] { "free", "held", "paused", "done", "parked" })
        {
            await AcceptAsync(Message($"msg_{name}", InQueue(name)));
        }

        await Queues.UpsertAsync("empty", new QueueChange(), Noon, None);
        await TakeAsync("held");
        await Queues.SetPausedAsync("paused", true, Noon, None);
        var done = await TakeAsync("done");
        await SettleAsync(Attempt("msg_done", MessageState.Delivered, lane: done));
        await Lanes.ReleaseAsync([done], None);
        var parked = Assert.Single(await Lanes.TakeAsync(["parked"], Minute, None));
        await Lanes.ParkAsync(parked.Lane, parked.Signal, Noon.AddDays(1), None);

        Assert.Equal([new LaneWithWork("free", null)], await Lanes.FindUnattendedAsync(TimeSpan.Zero, 10, None));
        Assert.Equal(["free", "held"], (await Lanes.FindUnattendedAsync(Minute, 10, None)).Select(lane => lane.QueueName).Order());
        await AcceptAsync(Message("msg_free2", InQueue("free2")));
        Assert.Single(await Lanes.FindUnattendedAsync(TimeSpan.Zero, 1, None));
        Assert.Equal(2, (await Lanes.FindUnattendedAsync(TimeSpan.Zero, 10, None)).Count);
    }

    [Fact]
    public async Task A_lease_that_was_given_up_is_nobodys_to_renew()
    {
        await Queues.UpsertAsync("q", new QueueChange(), Noon, None);
        var taken = Assert.Single(await Lanes.TakeAsync(["q"], Minute, None));

        await Lanes.ReleaseAsync([taken.Lane], None);

        Assert.Empty(await Lanes.RenewAsync([taken.Lane], Minute, None));
        Assert.Empty(await Lanes.LookAsync([taken.Lane], None));
        Assert.False(await Lanes.ParkAsync(taken.Lane, taken.Signal, Noon.AddMinutes(5), None));
        Assert.Null(await Get<IDueItems>().NextAsync(None));
        Assert.Single(await Lanes.TakeAsync(["q"], Minute, None));
    }

    [Fact]
    public async Task Needs_no_worker_while_all_it_does_is_wait_for_callbacks()
    {
        await AcceptAsync(Message("msg_1", InQueue("q")));
        var lane = await TakeAsync("q");
        await SettleAsync(Attempt("msg_1", MessageState.Delivered, lane: lane) with { Callbacks = [Message("msg_callback")] });
        await Lanes.ReleaseAsync([lane], None);

        Assert.Empty(await Lanes.FindUnattendedAsync(TimeSpan.Zero, 10, None));

        await AcceptAsync(Message("msg_2", InQueue("q")));
        Assert.Equal(["q"], (await Lanes.FindUnattendedAsync(TimeSpan.Zero, 10, None)).Select(found => found.QueueName));
    }
}
