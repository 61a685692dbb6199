using BusQStash.Store.FlowControl;
using BusQStash.Store.Messages;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.FlowControl;

public abstract class FlowKeysContract(IStoreHarness harness) : FlowStoreContract(harness)
{
    [Fact]
    public async Task Lists_keys_by_name_and_by_part_of_the_name()
    {
        await AcceptManyAsync(With("user-2", 1), "msg_1");
        await AcceptManyAsync(With("user-1", 1), "msg_2");
        await AcceptManyAsync(With("Other_key", 1), "msg_3");

        Assert.Equal(["Other_key", "user-1", "user-2"], (await Keys.ListAsync(null, None)).Select(key => key.Key));
        Assert.Equal(["user-1", "user-2"], (await Keys.ListAsync("ser-", None)).Select(key => key.Key));
        Assert.Equal(["Other_key"], (await Keys.ListAsync("_", None)).Select(key => key.Key));
        Assert.Null(await Keys.FindAsync("nobody", None));
    }

    [Fact]
    public async Task Pinned_limits_hold_whatever_messages_carry_until_they_are_unpinned()
    {
        await AcceptManyAsync(With("k", 1, 5), "msg_1");
        await Keys.PinAsync("k", new FlowPin(3, null, 1), None);
        await AcceptManyAsync(With("k", 9, 8, 60), "msg_2");

        var pinned = await KeyAsync("k");
        Assert.Equal((3, 8, 60), (pinned.Parallelism!.Value, pinned.Rate!.Value, pinned.PeriodSeconds));
        Assert.Equal((true, false), (pinned.PinnedParallelism, pinned.PinnedRate));

        await Keys.PinAsync("k", new FlowPin(null, 4, 10), None);
        await Keys.UnpinAsync("k", parallelism: true, rate: false, None);
        var kept = await KeyAsync("k");
        Assert.Equal((3, 4, 10), (kept.Parallelism!.Value, kept.Rate!.Value, kept.PeriodSeconds));
        Assert.Equal((false, true), (kept.PinnedParallelism, kept.PinnedRate));

        await AcceptManyAsync(With("k", 6), "msg_3");
        var after = await KeyAsync("k");
        Assert.Equal((6, 4), (after.Parallelism!.Value, after.Rate!.Value));
    }

    [Fact]
    public async Task Pinning_and_pausing_make_a_key_and_other_changes_do_not()
    {
        await Keys.PinAsync("pinned", new FlowPin(2, 3, 60), None);
        await Keys.SetPausedAsync("paused", true, None);
        await Keys.SetPausedAsync("resumed", false, None);
        await Keys.UnpinAsync("unpinned", true, true, None);
        await Keys.ResetRateAsync("reset", None);
        await Keys.ResetAsync("reset", None);

        Assert.Equal(["paused", "pinned"], (await Keys.ListAsync(null, None)).Select(key => key.Key));
        Assert.Equal((2, 3, 60), ((await KeyAsync("pinned")).Parallelism!.Value, (await KeyAsync("pinned")).Rate!.Value, (await KeyAsync("pinned")).PeriodSeconds));
    }

    [Fact]
    public async Task Raising_a_limit_by_pin_lets_waiting_messages_start()
    {
        await AcceptManyAsync(With("k", 1, rate: 1, period: 60), "msg_1", "msg_2");
        Assert.Equal(["msg_1"], Ids(await GrantAllAsync()));

        await Keys.PinAsync("k", new FlowPin(5, 5, 60), None);

        Assert.Equal(["msg_2"], Ids(await GrantAllAsync()));
    }

    [Fact]
    public async Task Resetting_the_rate_forgets_the_starts_of_the_window()
    {
        await AcceptManyAsync(With("k", rate: 1, period: 60), "msg_1", "msg_2");
        Assert.Equal(["msg_1"], Ids(await GrantAllAsync()));

        await Keys.ResetRateAsync("k", None);

        Assert.Equal(["msg_2"], Ids(await GrantAllAsync()));
        Assert.Equal(1, (await KeyAsync("k")).RateCount);
    }

    [Fact]
    public async Task Resetting_forgets_permits_as_well()
    {
        await AcceptManyAsync(With("k", 1, rate: 1, period: 60), "msg_1", "msg_2");
        Assert.Equal(["msg_1"], Ids(await GrantAllAsync()));

        await Keys.ResetAsync("k", None);

        Assert.Equal(["msg_2"], Ids(await GrantAllAsync()));
        await SettleAsync(Attempt("msg_1", MessageState.Delivered));
        Assert.Equal(1, (await KeyAsync("k")).InFlight);
    }

    [Fact]
    public async Task Forgets_keys_nobody_uses_but_no_paused_pinned_or_busy_ones()
    {
        await AcceptManyAsync(With("idle", 1), "msg_1");
        await AcceptManyAsync(With("busy", 1), "msg_2");
        await AcceptManyAsync(With("waiting", 1), "msg_3");
        await Keys.SetPausedAsync("paused", true, None);
        await Keys.PinAsync("pinned", new FlowPin(1, null, 1), None);
        await Keys.SetPausedAsync("waiting", true, None);
        await GrantAllAsync();
        await Keys.SetPausedAsync("waiting", false, None);
        await SettleAsync(Attempt("msg_1", MessageState.Delivered));
        await Task.Delay(5, None);

        Assert.Equal(0, await Keys.ForgetIdleAsync(TimeSpan.FromHours(1), 10, None));
        Assert.Equal(1, await Keys.ForgetIdleAsync(TimeSpan.Zero, 10, None));

        Assert.Equal(["busy", "paused", "pinned", "waiting"], (await Keys.ListAsync(null, None)).Select(key => key.Key));
    }

    [Fact]
    public async Task Workers_tell_what_they_have_in_flight()
    {
        var loads = Get<IWorkerLoads>();
        await loads.ReportAsync(7, 100, None);

        var load = Assert.Single(await loads.ListAsync(TimeSpan.FromSeconds(30), None));

        Assert.Equal((7, 100), (load.InFlight, load.Capacity));
        Assert.Empty(await loads.ListAsync(TimeSpan.FromSeconds(-1), None));
    }
}
