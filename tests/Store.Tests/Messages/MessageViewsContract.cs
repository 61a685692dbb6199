using BusQStash.Contracts.Messages;
using BusQStash.Store.BulkActions;
using BusQStash.Store.Events;
using BusQStash.Store.Messages;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Messages;

public abstract class MessageViewsContract(IStoreHarness harness) : StoreContract(harness)
{
    private static readonly long Now = Noon.AddMinutes(1).ToUnixTimeMilliseconds();

    private IMessageViews Views => Get<IMessageViews>();

    [Fact]
    public async Task Lists_unfinished_messages_the_oldest_first_in_pages()
    {
        await AcceptAsync([.. Enumerable.Range(0, 5).Select(i => Message($"msg_{i}", createdAt: Noon.AddMilliseconds(i / 2)))]);
        await SettleAsync(Attempt("msg_2", MessageState.Delivered));

        var first = await Views.ListAsync(new MessageViewQuery { Now = Now, Count = 2 }, None);
        var rest = await Views.ListAsync(new MessageViewQuery { Now = Now, Count = 9, After = (first[^1].CreatedAt, first[^1].Id) }, None);

        Assert.Equal(["msg_0", "msg_1", "msg_3", "msg_4"], first.Concat(rest).Select(message => message.Id));
    }

    [Fact]
    public async Task Narrows_by_what_a_message_does()
    {
        await AcceptAsync(
            Message("msg_waits"),
            Message("msg_delayed", new MessageSpec { Url = "https://a.example", NotBefore = Now + 1 }),
            Message("msg_retries"),
            Message("msg_claimed"),
            Message("msg_runs", InQueue("q")));
        await SettleAsync(Attempt("msg_retries", MessageState.Retrying));
        Assert.True(await Ledger.ClaimAsync("msg_claimed", 0, None));

        Assert.Equal(["msg_waits"], await IdsAsync(PendingState.Waiting));
        Assert.Equal(["msg_delayed"], await IdsAsync(PendingState.Delayed));
        Assert.Equal(["msg_retries"], await IdsAsync(PendingState.Retrying));
        Assert.Equal(["msg_claimed", "msg_runs"], await IdsAsync(PendingState.Running));
        Assert.Equal(["msg_delayed", "msg_waits"], await IdsAsync(PendingState.Waiting, PendingState.Delayed));
    }

    [Fact]
    public async Task Narrows_by_the_beginning_of_the_url_letter_by_letter_and_by_filters()
    {
        await AcceptAsync(
            Message("msg_a", new MessageSpec { Url = "https://a.example/x_y", Labels = ["l", "m"], ScheduleId = "s" }),
            Message("msg_b", new MessageSpec { Url = "https://a.example/xzy", TopicName = "t" }),
            Message("msg_c", InQueue("q") with { Url = "https://A.example/x_y" }));

        Assert.Equal(["msg_a"], await IdsAsync(new MessageViewQuery { Now = Now, UrlPrefix = "https://a.example/x_" }));
        Assert.Equal(["msg_a"], await IdsAsync(new MessageViewQuery { Now = Now, Filter = new MessageFilter { Labels = ["m"] } }));
        Assert.Equal(["msg_b"], await IdsAsync(new MessageViewQuery { Now = Now, Filter = new MessageFilter { TopicNames = ["t"] } }));
        Assert.Equal(["msg_c"], await IdsAsync(new MessageViewQuery { Now = Now, Filter = new MessageFilter { QueueNames = ["q"] } }));
        Assert.Equal(["l", "m"], Assert.Single(await Views.FindAsync(["msg_a", "msg_none"], None)).Labels);
    }

    [Fact]
    public async Task Shows_a_queue_in_order_and_counts_around_a_place()
    {
        await AcceptAsync([.. Enumerable.Range(0, 5).Select(i => Message($"msg_{i}", InQueue("q")))]);

        var first = await Views.ListOfQueueAsync("q", -1, 3, None);
        var rest = await Views.ListOfQueueAsync("q", first[^1].Seq, 3, None);

        Assert.Equal(["msg_0", "msg_1", "msg_2", "msg_3", "msg_4"], first.Concat(rest).Select(message => message.Id));
        Assert.Equal((2, 2), await Views.CountAroundAsync("q", first[^1].Seq, 10, None));
        Assert.Equal((1, 1), await Views.CountAroundAsync("q", first[^1].Seq, 1, None));
    }

    [Fact]
    public async Task Tells_the_history_and_the_answer_of_each_failed_attempt()
    {
        await AcceptAsync(Message("msg_1"));
        await SettleAsync(Attempt("msg_1", MessageState.Retrying));
        await SettleAsync(Attempt("msg_1", MessageState.Failed, attempt: 1) with { FinishedAt = Noon.AddMinutes(2), StartedAt = Noon.AddMinutes(2) });

        var entries = await Views.ListHistoryAsync("msg_1", 100, None);

        Assert.Equal(
            [EventState.Created, EventState.Active, EventState.Error, EventState.Retry, EventState.Active, EventState.Error, EventState.Failed],
            entries.Select(entry => entry.State));
        Assert.Equal(("it said no", 500), (entries[2].Error, entries[2].Status));
        Assert.Equal(Noon.AddMinutes(1).ToUnixTimeMilliseconds(), entries[3].NextAt);
        Assert.Equal("no"u8.ToArray(), (await Views.FindAnswerAsync("msg_1", 2, None))!.Body.ToArray());
        Assert.Null(await Views.FindAnswerAsync("msg_1", 3, None));
        Assert.Equal([1, 2, 3], (await Views.FindStoredAsync("msg_1", None))!.Body.ToArray());
    }

    private Task<IEnumerable<string>> IdsAsync(params PendingState[] states) =>
        IdsAsync(new MessageViewQuery { Now = Now, States = states, Running = ["msg_runs"] });

    private async Task<IEnumerable<string>> IdsAsync(MessageViewQuery query) =>
        (await Views.ListAsync(query, None)).Select(message => message.Id).Order(StringComparer.Ordinal);
}
