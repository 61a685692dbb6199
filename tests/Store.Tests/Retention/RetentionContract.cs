using BusQStash.Contracts.Messages;
using BusQStash.Store.Delays;
using BusQStash.Store.Dlq;
using BusQStash.Store.Events;
using BusQStash.Store.Messages;
using BusQStash.Store.Retention;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Retention;

public abstract class RetentionContract(IStoreHarness harness) : StoreContract(harness)
{
    private static readonly DateTimeOffset Later = Noon.AddDays(1);
    private static readonly RetentionLimits Nothing = new(Noon, Noon, Noon);

    [Fact]
    public async Task Forgets_delivered_and_canceled_messages_with_all_that_belongs_to_them()
    {
        await AcceptAsync(Message("msg_delivered"), Message("msg_canceled"), Message("msg_open"));
        await SettleAsync(Attempt("msg_delivered", MessageState.Delivered));
        await Get<IMessages>().CancelAsync("msg_canceled", Noon.AddSeconds(2), None);

        Assert.Equal(0, await PruneAsync(Nothing));
        Assert.Equal(2, await PruneAsync(Nothing with { FinishedBefore = Later }));
        Assert.Equal(0, await PruneAsync(Nothing with { FinishedBefore = Later }));

        Assert.Equal(["msg_open"], await LeftAsync("msg_delivered", "msg_canceled", "msg_open"));
        Assert.Equal(["msg_open"], (await Get<IMessageEvents>().ReadListAsync(new EventQuery(), None)).Select(entry => entry.Message.Id));
    }

    /// <summary>Delivered now at somebody's wish, long before it was due.</summary>
    [Fact]
    public async Task Leaves_nothing_due_of_a_message_that_is_forgotten()
    {
        await AcceptAsync(Message("msg_1", new MessageSpec { Url = "https://example.com/hook", NotBefore = Noon.AddDays(90).ToUnixTimeMilliseconds() }));
        Assert.NotNull(await Get<IDueItems>().NextAsync(None));
        await SettleAsync(Attempt("msg_1", MessageState.Delivered));

        Assert.Equal(1, await PruneAsync(Nothing with { FinishedBefore = Later }));

        Assert.Null(await Get<IDueItems>().NextAsync(None));
    }

    [Fact]
    public async Task Keeps_failed_messages_as_long_as_their_dead_letters()
    {
        await AcceptAsync(Message("msg_1"));
        await SettleAsync(Attempt("msg_1", MessageState.Failed));

        Assert.Equal(0, await PruneAsync(Nothing with { FinishedBefore = Later }));
        Assert.NotNull(await Get<IDeadLetters>().FindAsync("dlq-msg_1", None));

        Assert.True(await PruneAsync(Nothing with { DeadLettersBefore = Later }) > 0);
        Assert.Null(await Get<IDeadLetters>().FindAsync("dlq-msg_1", None));
        Assert.Empty(await LeftAsync("msg_1"));
    }

    [Fact]
    public async Task Keeps_a_final_message_that_waits_for_its_callback()
    {
        await AcceptAsync(Message("msg_1", InQueue("q")));
        var lane = await TakeAsync("q");
        await SettleAsync(Attempt("msg_1", MessageState.Delivered, lane: lane) with { Callbacks = [Message("msg_callback")] });

        Assert.Equal(0, await PruneAsync(Nothing with { FinishedBefore = Later }));
        await SettleAsync(Attempt("msg_callback", MessageState.Delivered));
        Assert.Equal(2, await PruneAsync(Nothing with { FinishedBefore = Later }));
    }

    [Fact]
    public async Task Keeps_a_dead_letter_whose_message_still_holds_up_its_queue()
    {
        await AcceptAsync(Message("msg_1", InQueue("q")));
        var lane = await TakeAsync("q");
        await SettleAsync(Attempt("msg_1", MessageState.Failed, lane: lane) with { Callbacks = [Message("msg_callback")] });
        var late = Nothing with { DeadLettersBefore = Later };

        Assert.Equal(0, await PruneAsync(late));
        Assert.NotNull(await Get<IDeadLetters>().FindAsync("dlq-msg_1", None));

        await SettleAsync(Attempt("msg_callback", MessageState.Delivered));
        Assert.Equal(1, await PruneAsync(late));
        Assert.Null(await Get<IDeadLetters>().FindAsync("dlq-msg_1", None));
        Assert.Equal(["msg_callback"], await LeftAsync("msg_1", "msg_callback"));
    }

    [Fact]
    public async Task Forgets_the_due_time_of_a_message_with_it()
    {
        await AcceptAsync(Message("msg_1", new MessageSpec { Url = "https://example.com/hook", NotBefore = Noon.AddHours(1).ToUnixTimeMilliseconds() }));
        await SettleAsync(Attempt("msg_1", MessageState.Delivered));

        await PruneAsync(Nothing with { FinishedBefore = Later });

        Assert.Empty(await LeftAsync("msg_1"));
        Assert.Null(await Get<IDueItems>().NextAsync(None));
    }

    [Fact]
    public async Task Frees_deduplication_keys_that_have_run_out()
    {
        var message = Message("msg_1") with { DeduplicationKey = "k", DeduplicationWindow = TimeSpan.FromMinutes(10) };
        await AcceptAsync(message);

        Assert.Equal(0, await PruneAsync(Nothing with { Now = Noon.AddMinutes(9) }));
        Assert.Equal(1, await PruneAsync(Nothing with { Now = Noon.AddMinutes(11) }));
        Assert.False(Assert.Single(await AcceptAsync(message with { Id = "msg_2" })).Deduplicated);
    }

    [Fact]
    public async Task Deletes_no_more_in_a_step_than_was_asked_for()
    {
        for (var i = 0; i < 5; i++)
        {
            await AcceptAsync(Message($"msg_{i}"));
            await SettleAsync(Attempt($"msg_{i}", MessageState.Delivered));
        }

        var steps = new List<int>();
        while (await Get<IRetention>().PruneAsync(Nothing with { FinishedBefore = Later }, 2, None) is var removed and > 0)
        {
            steps.Add(removed);
        }

        Assert.Equal([2, 2, 1], steps);
    }

    [Fact]
    public async Task Knows_since_when_the_logs_have_grown_beyond_a_size()
    {
        var size = Get<ILogSize>();
        Assert.Null(await size.FindCutoffAsync(1, None));
        for (var i = 0; i < 10; i++)
        {
            await AcceptAsync(Message($"msg_{i}", createdAt: Noon.AddMinutes(i)));
        }

        Assert.Null(await size.FindCutoffAsync(10, None));
        var cutoff = await size.FindCutoffAsync(4, None);
        Assert.InRange(cutoff!.Value, Noon.AddMinutes(5).AddMilliseconds(1), Noon.AddMinutes(6));
    }

    private Task<int> PruneAsync(RetentionLimits limits) => Get<IRetention>().PruneAsync(limits, 100, None);

    private async Task<IEnumerable<string>> LeftAsync(params string[] ids) =>
        (await Get<IMessages>().FindManyAsync(ids, None)).Select(message => message.Id);
}
