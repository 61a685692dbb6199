using System.Text;
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
            Outbox.RemoveAsync([Entry("msg_1/canceled"), Entry("unknown")], None), Outbox.RemoveAsync([Entry("msg_1/canceled")], None), Outbox.RemoveAsync([], None));

        Assert.Equal(["msg_2/canceled"], await IdsAsync(Noon, 10));
    }

    [Fact]
    public async Task What_was_written_together_goes_with_the_last_that_is_published()
    {
        await AcceptAsync(Message("msg_1"));
        OutboxEntry[] told = [Entry("msg_1/a"), Entry("msg_1/b")];
        await SettleAsync(Attempt("msg_1", MessageState.Delivered) with { Outbox = told });

        await Outbox.RemoveAsync([told[1]], None);
        Assert.Equal(["msg_1/a", "msg_1/b"], await IdsAsync(DateTimeOffset.MaxValue, 10));

        await Outbox.RemoveAsync([told[0]], None);
        Assert.Empty(await IdsAsync(DateTimeOffset.MaxValue, 10));
    }

    [Fact]
    public async Task What_another_process_left_behind_is_read_whole_and_goes_when_it_is_published()
    {
        await AcceptAsync(Message("msg_1"));
        await SettleAsync(Attempt("msg_1", MessageState.Delivered) with { Outbox = [Entry("msg_1/a"), Entry("msg_1/b")] });

        var read = await Outbox.ReadOlderAsync(DateTimeOffset.MaxValue, 1, None);
        Assert.Equal(["msg_1/a", "msg_1/b"], read.Select(entry => entry.Id));
        Assert.All(read, entry => Assert.Equal(("MessageDelivered", "{\"messageId\":\"msg_1\"}"), (entry.Kind, Encoding.UTF8.GetString(entry.Payload.Span))));

        await Outbox.RemoveAsync(read, None);
        Assert.Empty(await IdsAsync(DateTimeOffset.MaxValue, 10));
    }

    private static OutboxEntry Entry(string id) => new(id, "MessageDelivered", "{\"messageId\":\"msg_1\"}"u8.ToArray());

    private async Task<IReadOnlyList<string>> IdsAsync(DateTimeOffset before, int max) =>
        [.. (await Outbox.ReadOlderAsync(before, max, None)).Select(entry => entry.Id)];
}
