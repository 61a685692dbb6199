using BusQStash.Store.Delays;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Instances;

public abstract class UnconfirmedMessagesContract(IStoreHarness harness) : StoreContract(harness)
{
    private IUnconfirmedMessages Doubtful => Get<IUnconfirmedMessages>();

    private int Me => Get<InstanceIdentity>().Number;

    [Fact]
    public async Task Reads_by_number_what_an_instance_accepted_and_nobody_has_touched()
    {
        await AcceptAsync([.. Enumerable.Range(1, 7).Select(i => Message($"msg_{i}")), Message("msg_lane", InQueue("q"))]);
        await Ledger.ClaimAsync("msg_2", 0, None);
        await SettleAsync(Attempt("msg_3", MessageState.Delivered));
        await SettleAsync(Attempt("msg_4", MessageState.Retrying));
        await Ledger.DeferAsync("msg_5", 0, Noon, None);

        var all = await Doubtful.ReadUnconfirmedAsync(Me, 0, long.MaxValue, 10, None);

        Assert.Equal([(1L, "msg_1"), (6L, "msg_6"), (7L, "msg_7")], all.Select(pair => (pair.OriginNumber, pair.Message.Id)));
        Assert.Equal([6L], (await Doubtful.ReadUnconfirmedAsync(Me, 1, 6, 10, None)).Select(pair => pair.OriginNumber));
        Assert.Equal([1L], (await Doubtful.ReadUnconfirmedAsync(Me, 0, 7, 1, None)).Select(pair => pair.OriginNumber));
        Assert.Empty(await Doubtful.ReadUnconfirmedAsync(Me + 1, 0, long.MaxValue, 10, None));
    }

    [Fact]
    public async Task Tells_the_numbers_of_all_that_wait_for_their_first_command()
    {
        Assert.Empty(await Doubtful.ListReadyAsync(None));
        await AcceptAsync([.. Enumerable.Range(1, 5).Select(i => Message($"msg_{i}")), Message("msg_lane", InQueue("q"))]);
        await SettleAsync(Attempt("msg_1", MessageState.Delivered));
        await SettleAsync(Attempt("msg_5", MessageState.Retrying));

        Assert.Equal([new CommandRange(Me, 1, 4)], await Doubtful.ListReadyAsync(None));
    }

    [Fact]
    public async Task Reads_all_that_wait_for_a_further_command_in_order_of_acceptance()
    {
        await AcceptAsync(Message("msg_lane", InQueue("q")), Message("msg_first"));
        await AcceptAsync([.. "bac".Select((id, i) => Message($"msg_{id}", createdAt: Noon.AddSeconds(i / 2)))]);
        foreach (var id in "bac")
        {
            await Ledger.DeferAsync($"msg_{id}", 0, Noon, None);
        }

        await Get<IDueItems>().CompleteAsync(await Get<IDueItems>().ClaimAsync(Noon.AddHours(1), 10, TimeSpan.FromMinutes(1), None), None);

        var first = await Doubtful.ReadUnnumberedAsync(null, 2, None);
        var rest = await Doubtful.ReadUnnumberedAsync((first[1].CreatedAt, first[1].Id), 2, None);

        Assert.Equal(["msg_a", "msg_b"], first.Select(message => message.Id));
        Assert.Equal(["msg_c"], rest.Select(message => message.Id));
    }

    [Fact]
    public async Task Tells_whose_claims_nobody_answers_for()
    {
        await AcceptAsync(Message("msg_1"));
        await Get<IInstances>().BeatAsync(InstanceKind.Worker, 0, None);
        await Ledger.ClaimAsync("msg_1", 0, None);
        Assert.Empty(await Doubtful.ListLostClaimsAsync(None));

        await Get<IInstances>().ForgetAsync(Me, TimeSpan.Zero, None);

        Assert.Equal([Me], await Doubtful.ListLostClaimsAsync(None));
    }

    [Fact]
    public async Task A_claim_is_given_up_by_who_holds_it_and_its_message_is_due_again()
    {
        await AcceptAsync(Message("msg_1"), Message("msg_2"));
        await Ledger.ClaimAsync("msg_1", 0, None);
        Assert.Equal([("msg_1", 0)], await Doubtful.ListClaimsAsync(Me, None));

        Assert.False(await Doubtful.GiveUpClaimAsync(Me + 1, "msg_1", 0, None));
        Assert.False(await Doubtful.GiveUpClaimAsync(Me, "msg_1", 1, None));
        Assert.False(await Doubtful.GiveUpClaimAsync(Me, "msg_2", 0, None));
        Assert.True(await Doubtful.GiveUpClaimAsync(Me, "msg_1", 0, None));
        Assert.False(await Doubtful.GiveUpClaimAsync(Me, "msg_1", 0, None));

        Assert.Empty(await Doubtful.ListClaimsAsync(Me, None));
        var due = Assert.Single(await Get<IDueItems>().ClaimAsync(TimeProvider.System.GetUtcNow().AddSeconds(1), 10, TimeSpan.FromMinutes(1), None));
        Assert.Equal("msg_1", due.Token);
        Assert.True(await Ledger.ClaimAsync("msg_1", 0, None));
    }

    [Fact]
    public async Task A_process_that_has_shown_itself_again_keeps_its_claims()
    {
        await AcceptAsync(Message("msg_1"));
        await Get<IInstances>().BeatAsync(InstanceKind.Worker, 0, None);
        await Ledger.ClaimAsync("msg_1", 0, None);

        Assert.Empty(await Doubtful.ReleaseClaimsAsync(Me, TimeSpan.FromMinutes(5), 10, None));
        Assert.False(await Ledger.ClaimAsync("msg_1", 0, None));
    }

    [Fact]
    public async Task Releases_what_a_dead_process_had_claimed()
    {
        await AcceptAsync(Message("msg_1"), Message("msg_2"), Message("msg_3"));
        await Ledger.ClaimAsync("msg_1", 0, None);
        await Ledger.ClaimAsync("msg_2", 0, None);

        var released = await Doubtful.ReleaseClaimsAsync(Me, TimeSpan.Zero, 1, None);
        released = [.. released, .. await Doubtful.ReleaseClaimsAsync(Me, TimeSpan.Zero, 10, None)];

        Assert.Equal(["msg_1", "msg_2"], released.Select(message => message.Id).Order());
        Assert.All(released, message => Assert.Equal(MessageState.Ready, message.State));
        Assert.Empty(await Doubtful.ReleaseClaimsAsync(Me, TimeSpan.Zero, 10, None));
        Assert.True(await Ledger.ClaimAsync("msg_1", 0, None));
    }

    [Fact]
    public async Task What_was_released_comes_up_again_by_itself_after_half_a_minute()
    {
        await AcceptAsync(Message("msg_1"));
        await Ledger.ClaimAsync("msg_1", 0, None);

        var before = DateTimeOffset.FromUnixTimeMilliseconds(Get<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds());
        await Doubtful.ReleaseClaimsAsync(Me, TimeSpan.Zero, 10, None);
        var after = Get<TimeProvider>().GetUtcNow();

        var due = await Get<IDueItems>().NextAsync(None);
        Assert.InRange(due!.Value, before.AddSeconds(30), after.AddSeconds(30));
    }

    [Fact]
    public async Task Claims_are_released_in_the_order_of_acceptance()
    {
        string[] ids = ["msg_3", "msg_1", "msg_4", "msg_2"];
        foreach (var (i, id) in ids.Index())
        {
            await AcceptAsync(Message(id, createdAt: Noon.AddSeconds(i)));
            await Ledger.ClaimAsync(id, 0, None);
        }

        var first = await Doubtful.ReleaseClaimsAsync(Me, TimeSpan.Zero, 3, None);
        var rest = await Doubtful.ReleaseClaimsAsync(Me, TimeSpan.Zero, 3, None);

        Assert.Equal(ids, first.Concat(rest).Select(message => message.Id));
    }
}
