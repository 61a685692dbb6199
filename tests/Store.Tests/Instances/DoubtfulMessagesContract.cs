using BusQStash.Contracts.Messages;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Instances;

public abstract class DoubtfulMessagesContract(IStoreHarness harness) : StoreContract(harness)
{
    private IDoubtfulMessages Doubtful => Get<IDoubtfulMessages>();

    private int Me => Get<InstanceIdentity>().Number;

    [Fact]
    public async Task Reads_by_number_what_an_instance_accepted_and_nobody_has_touched()
    {
        await AcceptAsync([.. Enumerable.Range(1, 7).Select(i => Message($"msg_{i}")), Message("msg_lane", InQueue("q"))]);
        await Ledger.ClaimAsync("msg_2", 0, None);
        await SettleAsync(Attempt("msg_3", MessageState.Delivered));
        await SettleAsync(Attempt("msg_4", MessageState.Retrying));
        await Ledger.DeferAsync("msg_5", 0, Noon, None);

        var all = await Doubtful.ReadInDoubtAsync(Me, 0, long.MaxValue, 10, None);

        Assert.Equal([(1L, "msg_1"), (6L, "msg_6"), (7L, "msg_7")], all.Select(pair => (pair.OriginNumber, pair.Message.Id)));
        Assert.Equal([6L], (await Doubtful.ReadInDoubtAsync(Me, 1, 6, 10, None)).Select(pair => pair.OriginNumber));
        Assert.Equal([1L], (await Doubtful.ReadInDoubtAsync(Me, 0, 7, 1, None)).Select(pair => pair.OriginNumber));
        Assert.Empty(await Doubtful.ReadInDoubtAsync(Me + 1, 0, long.MaxValue, 10, None));
    }

    [Fact]
    public async Task Reads_all_that_wait_for_a_command_in_order_of_acceptance()
    {
        await AcceptAsync(
            Message("msg_b"), Message("msg_a"), Message("msg_0", createdAt: Noon.AddSeconds(1)), Message("msg_late", createdAt: Noon.AddHours(1)));
        await AcceptAsync(
            Message("msg_lane", InQueue("q")),
            Message("msg_delayed", new MessageSpec { Url = "https://example.com", NotBefore = Noon.AddHours(1).ToUnixTimeMilliseconds() }),
            Message("msg_done"),
            Message("msg_claimed"));
        await SettleAsync(Attempt("msg_done", MessageState.Delivered));
        await Get<IInstances>().BeatAsync(InstanceKind.Worker, 0, None);
        await Ledger.ClaimAsync("msg_claimed", 0, None);

        var first = await Doubtful.ReadReadyAsync(null, Noon.AddHours(1), 2, None);
        var rest = await Doubtful.ReadReadyAsync((first[1].CreatedAt, first[1].Id), Noon.AddHours(1), 2, None);

        Assert.Equal(["msg_a", "msg_b"], first.Select(message => message.Id));
        Assert.Equal(["msg_0"], rest.Select(message => message.Id));

        await Get<IInstances>().ForgetAsync(Me, None);
        var withDead = await Doubtful.ReadReadyAsync(null, Noon.AddHours(1), 10, None);
        Assert.Equal(["msg_a", "msg_b", "msg_claimed", "msg_0"], withDead.Select(message => message.Id));
    }

    [Fact]
    public async Task Releases_what_a_dead_process_had_claimed()
    {
        await AcceptAsync(Message("msg_1"), Message("msg_2"), Message("msg_3"));
        await Ledger.ClaimAsync("msg_1", 0, None);
        await Ledger.ClaimAsync("msg_2", 0, None);

        var released = await Doubtful.ReleaseClaimsAsync(Me, 1, None);
        released = [.. released, .. await Doubtful.ReleaseClaimsAsync(Me, 10, None)];

        Assert.Equal(["msg_1", "msg_2"], released.Select(message => message.Id).Order());
        Assert.All(released, message => Assert.Equal(MessageState.Ready, message.State));
        Assert.Empty(await Doubtful.ReleaseClaimsAsync(Me, 10, None));
        Assert.True(await Ledger.ClaimAsync("msg_1", 0, None));
    }
}
