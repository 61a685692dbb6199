using BusQStash.Contracts.Messages;
using BusQStash.Store.FlowControl;
using BusQStash.Store.Messages;
using BusQStash.Store.Tests.FlowControl;
using BusQStash.Store.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Store.Tests.Postgres;

/// <summary>What must hold of flow control between processes that share a ledger.</summary>
public sealed class FlowTwoProcessesTests : FlowStoreContract
{
    private readonly PostgresHarness _harness;

    public FlowTwoProcessesTests()
        : this(new PostgresHarness())
    {
    }

    private FlowTwoProcessesTests(PostgresHarness harness)
        : base(harness) => _harness = harness;

    [Fact]
    public async Task Never_hold_more_permits_together_than_the_parallelism()
    {
        var other = await _harness.StartAnotherAsync(None);
        IServiceProvider[] processes = [_harness.Services, other];
        string[] ids = [.. Enumerable.Range(0, 60).Select(i => $"msg_{i}")];
        await AcceptManyAsync(With("k", 3), ids);
        var order = new List<string>();
        var together = 0;
        var most = 0;

        await Task.WhenAll(processes.Select(process => Task.Run(() => WorkAsync(process))));

        Assert.Equal(ids, order);
        Assert.Equal(3, most);
        Assert.Equal((0, 0), ((await KeyAsync("k")).Waiting, (await KeyAsync("k")).InFlight));
        return;

        async Task WorkAsync(IServiceProvider process)
        {
            while (order.Count < ids.Length)
            {
                var granted = await GrantAsync(by: process.GetRequiredService<IFlowGrants>());
                lock (order)
                {
                    order.AddRange(Ids(granted).OrderBy(id => Array.IndexOf(ids, id)));
                    together += granted.Count;
                    most = Math.Max(most, together);
                }

                foreach (var grant in granted)
                {
                    lock (order)
                    {
                        together--;
                    }

                    await process.GetRequiredService<IMessageLedger>().SettleAsync(Attempt(grant.Permit.MessageId, MessageState.Delivered), None);
                }

                await Task.Delay(1, None);
            }
        }
    }

    [Fact]
    public async Task The_place_of_anothers_lane_is_kept_and_taken_over_with_the_lane()
    {
        var other = (await _harness.StartAnotherAsync(None)).GetRequiredService<IFlowGrants>();
        var request = new LanePermitRequest("msg_q", new FlowControlSpec("k", 1, null, 1), 5);
        await AcceptManyAsync(With("k", 1, queueName: "q"), "msg_q");
        await Grants.EnterAsync([request], None);
        await AcceptManyAsync(With("k", 1), "msg_2");

        Assert.Empty(await GrantAsync(by: other));
        await other.EnterAsync([request with { Ticket = 9 }], None);
        await Grants.WithdrawAsync([request], None);

        Assert.Empty(await GrantAsync());
        await EventuallyAsync("the lane's turn", async () => await GrantAsync(by: other) is [{ Ticket: 9 }]);
        Assert.Empty(await GrantAsync());
    }

    [Fact]
    public async Task A_settlement_leaves_the_permit_of_another_alone()
    {
        var other = (await _harness.StartAnotherAsync(None)).GetRequiredService<IFlowGrants>();
        await AcceptManyAsync(With("k", 1), "msg_1", "msg_2");
        var first = Assert.Single(await GrantAllAsync());
        await Grants.PutBackAsync([new FlowPutBack(first.Permit, Started: true, TimeSpan.Zero)], None);
        var second = Assert.Single(await GrantAsync(by: other));

        await SettleAsync(Attempt("msg_1", MessageState.Delivered));

        Assert.Equal(1, (await KeyAsync("k")).InFlight);
        await other.ReleaseAsync([second.Permit], None);
        Assert.Equal(["msg_2"], Ids(await GrantAllAsync()));
    }

    [Fact]
    public async Task Accepting_settling_and_granting_many_keys_at_once_is_no_deadlock()
    {
        var other = await _harness.StartAnotherAsync(None);
        IServiceProvider[] processes = [_harness.Services, other];
        var accepting = Enumerable.Range(0, 40).Select(round => processes[round % 2].GetRequiredService<IMessageLedger>().AcceptAsync(
            [.. Enumerable.Range(0, 10).Select(i => Message($"msg_{round}_{i}", With($"k{((i * 7) + round) % 10}", 2, queueName: i % 3 == 0 ? $"q{i}" : null)))],
            None));
        var done = Task.WhenAll(accepting);

        var settled = 0;
        async Task WorkAsync(IServiceProvider process)
        {
            while (settled < 240)
            {
                foreach (var grant in await GrantAsync(by: process.GetRequiredService<IFlowGrants>()))
                {
                    await process.GetRequiredService<IMessageLedger>().SettleAsync(Attempt(grant.Permit.MessageId, MessageState.Delivered), None);
                    Interlocked.Increment(ref settled);
                }
            }
        }

        await Task.WhenAll([done, .. processes.Select(process => Task.Run(() => WorkAsync(process)))]);
        Assert.Equal(240, settled);
    }
}
