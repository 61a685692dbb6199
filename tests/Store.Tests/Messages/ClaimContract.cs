using BusQStash.Store.Delays;
using BusQStash.Store.Messages;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Messages;

public abstract class ClaimContract(IStoreHarness harness) : StoreContract(harness)
{
    [Fact]
    public async Task Grants_an_attempt_once()
    {
        await AcceptAsync(Message("msg_1"));

        Assert.True(await Ledger.ClaimAsync("msg_1", 0, None));
        Assert.False(await Ledger.ClaimAsync("msg_1", 0, None));
        Assert.Equal(MessageState.Active, (await Get<IMessages>().FindAsync("msg_1", None))!.State);
    }

    [Fact]
    public async Task Grants_an_attempt_to_one_of_many_who_ask_at_once()
    {
        await AcceptAsync([.. Enumerable.Range(0, 10).Select(i => Message($"msg_{i}"))]);

        var granted = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Ledger.ClaimAsync($"msg_{i % 10}", 0, None)));

        Assert.Equal(10, granted.Count(claim => claim));
    }

    [Fact]
    public async Task Grants_the_next_attempt_after_a_retry_only()
    {
        await AcceptAsync(Message("msg_1"));
        Assert.False(await Ledger.ClaimAsync("msg_1", 1, None));
        Assert.True(await Ledger.ClaimAsync("msg_1", 0, None));
        await SettleAsync(Attempt("msg_1", MessageState.Retrying));

        Assert.False(await Ledger.ClaimAsync("msg_1", 0, None));
        Assert.True(await Ledger.ClaimAsync("msg_1", 1, None));
        await SettleAsync(Attempt("msg_1", MessageState.Delivered, attempt: 1));
        Assert.False(await Ledger.ClaimAsync("msg_1", 2, None));
    }

    [Fact]
    public async Task Grants_nothing_of_a_lane_and_nothing_unknown()
    {
        await AcceptAsync(Message("msg_1", InQueue("q")));

        Assert.False(await Ledger.ClaimAsync("msg_1", 0, None));
        Assert.False(await Ledger.ClaimAsync("msg_2", 0, None));
    }

    [Fact]
    public async Task Nothing_of_a_lane_is_open_for_an_unordered_attempt()
    {
        await AcceptAsync(Message("msg_1", InQueue("q")));

        Assert.False(await Ledger.IsOpenAsync("msg_1", 0, None));
    }

    [Fact]
    public async Task Is_open_until_settled_or_canceled()
    {
        await AcceptAsync(Message("msg_1"), Message("msg_2"));
        Assert.True(await Ledger.IsOpenAsync("msg_1", 0, None));
        Assert.False(await Ledger.IsOpenAsync("msg_1", 1, None));
        Assert.True(await Ledger.ClaimAsync("msg_1", 0, None));
        Assert.True(await Ledger.IsOpenAsync("msg_1", 0, None));

        await SettleAsync(Attempt("msg_1", MessageState.Delivered));
        await Get<IMessages>().CancelAsync("msg_2", Noon, None);

        Assert.False(await Ledger.IsOpenAsync("msg_1", 0, None));
        Assert.False(await Ledger.IsOpenAsync("msg_2", 0, None));
        Assert.False(await Ledger.IsOpenAsync("msg_3", 0, None));
    }

    [Fact]
    public async Task Defers_without_counting_an_attempt()
    {
        await AcceptAsync(Message("msg_1"));
        Assert.True(await Ledger.ClaimAsync("msg_1", 0, None));

        Assert.True(await Ledger.DeferAsync("msg_1", 0, Noon.AddSeconds(5), None));
        Assert.True(await Ledger.DeferAsync("msg_1", 0, Noon.AddSeconds(7), None));

        var stored = (await Get<IMessages>().FindAsync("msg_1", None))!;
        Assert.Equal((MessageState.Scheduled, 0, Noon.AddSeconds(7)), (stored.State, stored.Attempts, stored.NotBefore));
        Assert.Equal(Noon.AddSeconds(7), await Get<IDueItems>().NextAsync(None));
        Assert.True(await Ledger.ClaimAsync("msg_1", 0, None));
    }

    [Fact]
    public async Task Does_not_defer_what_has_moved_on()
    {
        await AcceptAsync(Message("msg_1"), Message("msg_2", InQueue("q")));
        await SettleAsync(Attempt("msg_1", MessageState.Retrying));

        Assert.False(await Ledger.DeferAsync("msg_1", 0, Noon.AddSeconds(5), None));
        await SettleAsync(Attempt("msg_1", MessageState.Delivered, attempt: 1));
        Assert.False(await Ledger.DeferAsync("msg_1", 2, Noon.AddSeconds(5), None));
        Assert.False(await Ledger.DeferAsync("msg_2", 0, Noon.AddSeconds(5), None));
        Assert.False(await Ledger.DeferAsync("msg_3", 0, Noon.AddSeconds(5), None));
    }
}
