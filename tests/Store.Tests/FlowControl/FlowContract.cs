using BusQStash.Store.Delays;
using BusQStash.Store.Messages;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.FlowControl;

public abstract class FlowContract(IStoreHarness harness) : FlowStoreContract(harness)
{
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_message_with_a_key_waits_in_its_line_and_no_command_is_sent_for_it()
    {
        var outcome = await AcceptAsync(Message("msg_1", With("k", 1)), Message("msg_2"));

        Assert.Equal(0, outcome[0].OriginNumber);
        Assert.Equal(1, outcome[1].OriginNumber);
        Assert.Equal(MessageState.Waiting, await StateAsync("msg_1"));
        Assert.Equal(1, (await KeyAsync("k")).Waiting);
        Assert.False(await Ledger.ClaimAsync("msg_1", 0, None));
    }

    [Fact]
    public async Task Grants_as_many_as_the_parallelism_in_order_and_the_next_when_one_is_settled()
    {
        await AcceptManyAsync(With("k", 2), "msg_1", "msg_2", "msg_3", "msg_4");

        var first = await GrantAllAsync();
        Assert.Equal(["msg_1", "msg_2"], Ids(first));
        Assert.All(first, grant => Assert.Equal(MessageState.Active, grant.Message!.State));
        Assert.Null(await Grants.NextAsync(None));

        await SettleAsync(Attempt("msg_2", MessageState.Delivered));

        Assert.Equal(["msg_3"], Ids(await GrantAllAsync()));
        Assert.Equal(2, (await KeyAsync("k")).InFlight);
    }

    [Fact]
    public async Task Grants_as_many_as_the_rate_and_goes_on_when_the_window_is_over()
    {
        await AcceptManyAsync(With("k", rate: 2), "msg_1", "msg_2", "msg_3");

        Assert.Equal(["msg_1", "msg_2"], Ids(await GrantAsync()));
        var key = await KeyAsync("k");
        Assert.Equal((2, 1), (key.RateCount, key.PeriodSeconds));
        Assert.InRange(await Grants.NextAsync(None) ?? default, TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(1040));

        await EventuallyAsync("the next window", async () => Ids(await GrantAsync()) is ["msg_3"]);
        Assert.Equal(1, (await KeyAsync("k")).RateCount);
    }

    [Fact]
    public async Task Is_fair_between_keys()
    {
        string[] many = [.. Enumerable.Range(0, 200).Select(i => $"msg_a{i}")];
        await AcceptManyAsync(With("a", 1000), many);
        await AcceptManyAsync(With("b", 1000), "msg_b");

        var first = await GrantAsync();

        Assert.Contains("msg_b", Ids(first));
        var all = Ids(first).Concat(Ids(await GrantAllAsync())).Concat(Ids(await GrantAllAsync())).Where(id => id != "msg_b");
        Assert.Equal(many, all);
    }

    [Fact]
    public async Task Gives_a_worker_no_more_than_it_can_take_on()
    {
        await AcceptManyAsync(With("k", 10), "msg_1", "msg_2", "msg_3");

        Assert.Equal(["msg_1"], Ids(await GrantAsync(unordered: 1)));
        Assert.Empty(await GrantAsync(attempts: 0));
        await EventuallyAsync("the rest", async () => Ids(await GrantAsync()) is ["msg_2", "msg_3"]);
    }

    [Fact]
    public async Task The_newest_limits_of_a_key_win_as_a_whole()
    {
        await AcceptManyAsync(With("k", 1, 5, 60), "msg_1");
        await AcceptManyAsync(With("k", rate: 7), "msg_2");

        var key = await KeyAsync("k");

        Assert.Equal((null, 7, 1), (key.Parallelism, key.Rate!.Value, key.PeriodSeconds));
    }

    [Fact]
    public async Task A_delayed_message_goes_to_the_back_of_the_line_when_it_is_due()
    {
        await AcceptManyAsync(With("k", 1, notBefore: Noon.AddMinutes(1)), "msg_late");
        Assert.Equal(MessageState.Scheduled, await StateAsync("msg_late"));
        await AcceptManyAsync(With("k", 1), "msg_1");

        Assert.Empty(await Get<IDueItems>().ClaimAsync(Noon.AddMinutes(2), 10, Hold, None));

        Assert.Equal(MessageState.Waiting, await StateAsync("msg_late"));
        Assert.Null(await Get<IDueItems>().NextAsync(None));
        Assert.Equal(["msg_1"], Ids(await GrantAllAsync()));
        await SettleAsync(Attempt("msg_1", MessageState.Delivered));
        Assert.Equal(["msg_late"], Ids(await GrantAllAsync()));
    }

    [Fact]
    public async Task A_retry_enters_the_limits_again_at_the_back_of_the_line()
    {
        await AcceptManyAsync(With("k", 1), "msg_1", "msg_2");
        await GrantAsync();

        await SettleAsync(Attempt("msg_1", MessageState.Retrying));
        Assert.Equal(["msg_2"], Ids(await GrantAllAsync()));
        Assert.Empty(await Get<IDueItems>().ClaimAsync(Noon.AddMinutes(2), 10, Hold, None));
        await SettleAsync(Attempt("msg_2", MessageState.Delivered));
        var retry = Assert.Single(await GrantAllAsync());

        Assert.Equal(("msg_1", 1), (retry.Permit.MessageId, retry.Message!.Attempts));
        await SettleAsync(Attempt("msg_1", MessageState.Delivered, attempt: 1));
        Assert.Equal((0, 0), ((await KeyAsync("k")).Waiting, (await KeyAsync("k")).InFlight));
    }

    [Fact]
    public async Task A_callback_with_a_key_waits_in_its_line()
    {
        await AcceptAsync(Message("msg_1"));
        await SettleAsync(Attempt("msg_1", MessageState.Delivered) with { Callbacks = [Message("msg_cb", With("k", 1)) with { IdIsDerived = true }] });

        Assert.Equal(MessageState.Waiting, await StateAsync("msg_cb"));
        Assert.Equal(["msg_cb"], Ids(await GrantAllAsync()));
    }

    [Fact]
    public async Task A_canceled_message_leaves_the_line_and_one_in_flight_keeps_its_permit_until_it_is_given_back()
    {
        await AcceptManyAsync(With("k", 1), "msg_1", "msg_2", "msg_3");
        var granted = Assert.Single(await GrantAllAsync());

        Assert.NotNull(await Get<IMessages>().CancelAsync("msg_1", Noon, None));
        Assert.NotNull(await Get<IMessages>().CancelAsync("msg_2", Noon, None));
        Assert.Equal((1, 1), ((await KeyAsync("k")).Waiting, (await KeyAsync("k")).InFlight));
        Assert.Empty(await GrantAllAsync());
        Assert.Equal(SettleStatus.Superseded, (await Ledger.SettleAsync(Attempt("msg_1", MessageState.Delivered), None)).Status);
        await Grants.ReleaseAsync([granted.Permit], None);
        await Grants.ReleaseAsync([granted.Permit], None);

        Assert.Equal(["msg_3"], Ids(await GrantAllAsync()));
    }

    [Fact]
    public async Task Nothing_is_granted_while_the_key_is_paused()
    {
        await Keys.SetPausedAsync("k", true, None);
        await AcceptManyAsync(With("k", 5), "msg_1", "msg_2");

        Assert.Empty(await GrantAllAsync());
        Assert.True((await KeyAsync("k")).Paused);
        await Keys.SetPausedAsync("k", false, None);

        Assert.Equal(["msg_1", "msg_2"], Ids(await GrantAllAsync()));
    }
}
