using BusQStash.Store.Messages;
using BusQStash.Store.Outbox;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Outbox;

public abstract class OutboxContract(IStoreHarness harness) : StoreContract(harness)
{
    private IOutbox Outbox => Get<IOutbox>();

    [Fact]
    public async Task Reads_the_oldest_first_and_only_what_is_old_enough()
    {
        await AcceptAsync(Message("msg_1"), Message("msg_2"), Message("msg_3"));
        await Get<IMessages>().CancelAsync("msg_2", Noon, None);
        await Get<IMessages>().CancelAsync("msg_1", Noon.AddSeconds(1), None);
        await Get<IMessages>().CancelAsync("msg_3", Noon.AddSeconds(2), None);

        Assert.Equal(["msg_2/canceled", "msg_1/canceled"], await IdsAsync(Noon.AddSeconds(1), 10));
        Assert.Equal(["msg_2/canceled"], await IdsAsync(Noon.AddSeconds(5), 1));
    }

    [Fact]
    public async Task Removes_what_is_published_and_ignores_what_is_gone()
    {
        await AcceptAsync(Message("msg_1"), Message("msg_2"));
        await Get<IMessages>().CancelAsync("msg_1", Noon, None);
        await Get<IMessages>().CancelAsync("msg_2", Noon, None);

        await Task.WhenAll(
            Outbox.RemoveAsync(["msg_1/canceled", "unknown"], None), Outbox.RemoveAsync(["msg_1/canceled"], None), Outbox.RemoveAsync([], None));

        Assert.Equal(["msg_2/canceled"], await IdsAsync(Noon, 10));
    }

    private async Task<IReadOnlyList<string>> IdsAsync(DateTimeOffset before, int max) =>
        [.. (await Outbox.ReadOlderAsync(before, max, None)).Select(entry => entry.Id)];
}
