using BusQStash.Contracts.Messages;
using BusQStash.Store.FlowControl;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.FlowControl;

public abstract class FlowReturnsContract(IStoreHarness harness) : FlowStoreContract(harness)
{
    private int Me => Get<InstanceIdentity>().Number;

    [Fact]
    public async Task A_grant_that_is_not_used_goes_back_to_its_own_place()
    {
        await AcceptManyAsync(With("k", 2), "msg_1", "msg_2", "msg_3");
        var granted = await GrantAllAsync();

        await PutBackAsync(granted[1]);
        await PutBackAsync(granted[0]);
        await PutBackAsync(granted[0]);

        Assert.Equal(MessageState.Waiting, await StateAsync("msg_1"));
        Assert.Equal(["msg_1", "msg_2"], Ids(await GrantAllAsync()));
    }

    [Fact]
    public async Task A_canceled_message_does_not_go_back()
    {
        await AcceptManyAsync(With("k", 1), "msg_1");
        var granted = await GrantAllAsync();
        await Get<IMessages>().CancelAsync("msg_1", Noon, None);

        await PutBackAsync(granted[0]);

        Assert.Equal((0, 0), ((await KeyAsync("k")).Waiting, (await KeyAsync("k")).InFlight));
        Assert.Equal(MessageState.Canceled, await StateAsync("msg_1"));
    }

    [Fact]
    public async Task An_opening_start_that_was_not_made_closes_its_window_until_those_granted_after_it_are_a_period_old()
    {
        await AcceptManyAsync(With("k", rate: 5, period: 60), "msg_1", "msg_2");
        var granted = await GrantAsync(unordered: 1);
        Assert.Equal(["msg_1"], Ids(granted));

        await PutBackAsync(granted[0]);

        Assert.Empty(await GrantAllAsync());
        Assert.InRange(await Grants.NextAsync(None) ?? default, TimeSpan.FromSeconds(65), TimeSpan.FromSeconds(72));
    }

    [Fact]
    public async Task A_start_that_was_not_made_later_in_a_window_stays_counted()
    {
        await AcceptManyAsync(With("k", 1, rate: 3, period: 60), "msg_1", "msg_2", "msg_3", "msg_4");
        await GrantAllAsync();
        await SettleAsync(Attempt("msg_1", MessageState.Delivered));
        var second = await GrantAllAsync();

        await PutBackAsync(second[0]);

        var third = await GrantAllAsync();
        Assert.Equal(["msg_2"], Ids(third));
        await SettleAsync(Attempt("msg_2", MessageState.Delivered));
        Assert.Empty(await GrantAllAsync());
        Assert.Equal(3, (await KeyAsync("k")).RateCount);
    }

    [Fact]
    public async Task What_a_dead_process_held_goes_back_to_its_own_place()
    {
        await AcceptManyAsync(With("k", 2), "msg_1", "msg_2", "msg_3");
        await AcceptAsync(Message("msg_plain"));
        await GrantAllAsync();
        await Ledger.ClaimAsync("msg_plain", 0, None);

        var plain = await Get<IUnconfirmedMessages>().ReleaseClaimsAsync(Me, TimeSpan.Zero, 10, None);
        Assert.Equal(2, await Grants.ReleaseHolderAsync(Me, TimeSpan.Zero, None));
        Assert.Equal(0, await Grants.ReleaseHolderAsync(Me, TimeSpan.Zero, None));

        Assert.Equal("msg_plain", Assert.Single(plain).Id);
        Assert.Equal(0, (await KeyAsync("k")).InFlight);
        Assert.Equal(["msg_1", "msg_2"], Ids(await GrantAllAsync()));
    }

    [Fact]
    public async Task Many_messages_of_a_dead_process_go_back_in_groups_and_each_to_its_own_place()
    {
        string[] ids = [.. Enumerable.Range(0, 510).Select(i => $"msg_{(i * 7) % 510:D3}")];
        await AcceptManyAsync(With("k"), ids);
        for (var granted = 0; granted < ids.Length;)
        {
            granted += (await GrantAsync()).Count;
        }

        Assert.Equal(500, await Grants.ReleaseHolderAsync(Me, TimeSpan.Zero, None));
        Assert.Equal(10, await Grants.ReleaseHolderAsync(Me, TimeSpan.Zero, None));
        Assert.Equal(0, await Grants.ReleaseHolderAsync(Me, TimeSpan.Zero, None));

        var key = await KeyAsync("k");
        Assert.Equal((510, 0), (key.Waiting, key.InFlight));
        Assert.Equal(ids.Take(32), Ids(await GrantAsync()));
    }

    [Fact]
    public async Task A_process_that_has_shown_itself_again_keeps_its_permits()
    {
        await AcceptManyAsync(With("k", 2), "msg_1", "msg_2", "msg_3");
        await GrantAllAsync();
        await Get<IInstances>().BeatAsync(InstanceKind.Worker, 0, None);

        Assert.Equal(0, await Grants.ReleaseHolderAsync(Me, TimeSpan.FromMinutes(5), None));

        Assert.Equal(2, (await KeyAsync("k")).InFlight);
        Assert.Empty(await GrantAllAsync());
    }

    [Fact]
    public async Task A_settlement_by_one_that_was_taken_for_dead_takes_the_message_out_of_the_line()
    {
        await AcceptManyAsync(With("k", 1), "msg_1", "msg_2");
        await GrantAllAsync();
        await Grants.ReleaseHolderAsync(Me, TimeSpan.Zero, None);

        await SettleAsync(Attempt("msg_1", MessageState.Delivered));

        Assert.Equal(["msg_2"], Ids(await GrantAllAsync()));
    }

    [Fact]
    public async Task Permits_of_a_process_nobody_knows_are_found()
    {
        await AcceptManyAsync(With("k", 1), "msg_1");
        await GrantAllAsync();
        Assert.Empty(await Grants.ListLostHoldersAsync(None));

        await Get<IInstances>().ForgetAsync(Me, TimeSpan.Zero, None);

        Assert.Equal([Me], await Grants.ListLostHoldersAsync(None));
    }

    [Fact]
    public async Task A_lane_waits_in_the_same_line_and_gets_its_permit_with_its_ticket()
    {
        await AcceptManyAsync(With("k", 1), "msg_1");
        await AcceptManyAsync(With("k", 1, queueName: "q"), "msg_q");
        Assert.Equal(MessageState.Ready, await StateAsync("msg_q"));
        await Grants.EnterAsync([Request("msg_q", 7)], None);
        await AcceptManyAsync(With("k", 1), "msg_2");

        Assert.Equal(["msg_1"], Ids(await GrantAllAsync()));
        await SettleAsync(Attempt("msg_1", MessageState.Delivered));
        var lane = Assert.Single(await GrantAllAsync());

        Assert.Equal(("msg_q", 7L), (lane.Permit.MessageId, lane.Ticket!.Value));
        Assert.Null(lane.Message);
        Assert.Equal(MessageState.Ready, await StateAsync("msg_q"));
        await SettleAsync(Attempt("msg_q", MessageState.Delivered, lane: await TakeAsync("q")));
        Assert.Equal(["msg_2"], Ids(await GrantAllAsync()));
    }

    [Fact]
    public async Task A_lanes_unused_permit_waits_again_at_its_place_and_a_request_can_be_withdrawn()
    {
        await AcceptManyAsync(With("k", 1, queueName: "q"), "msg_q");
        await Grants.EnterAsync([Request("msg_q", 1)], None);
        await AcceptManyAsync(With("k", 1), "msg_2");
        var lane = Assert.Single(await GrantAllAsync());

        await PutBackAsync(lane);
        Assert.Equal(1L, Assert.Single(await GrantAllAsync()).Ticket);
        await Grants.EnterAsync([Request("msg_q", 2)], None);
        await Grants.WithdrawAsync([Request("msg_q", 1)], None);
        Assert.Equal(2, (await KeyAsync("k")).Waiting);
        await Grants.WithdrawAsync([Request("msg_q", 2)], None);

        Assert.Equal(["msg_2"], Ids(await GrantAllAsync()));
    }

    [Fact]
    public async Task Deleting_a_queue_takes_its_messages_out_of_the_line()
    {
        await AcceptManyAsync(With("k", 1, queueName: "q"), "msg_q");
        await Grants.EnterAsync([Request("msg_q", 1)], None);

        await Get<IQueues>().DeleteAsync("q", Noon, None);

        Assert.Equal(0, (await KeyAsync("k")).Waiting);
        Assert.Empty(await GrantAllAsync());
    }

    private static LanePermitRequest Request(string messageId, long ticket) => new(messageId, new FlowControlSpec("k", 1, null, 1), ticket);

    private Task PutBackAsync(FlowGrant grant) => Grants.PutBackAsync([new FlowPutBack(grant.Permit, Started: false, TimeSpan.Zero)], None);
}
