using BusQStash.Store.Delays;
using BusQStash.Store.Dlq;
using BusQStash.Store.Events;
using BusQStash.Store.Messages;
using BusQStash.Store.Outbox;
using BusQStash.Store.Queues;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Messages;

public abstract class SettleContract(IStoreHarness harness) : StoreContract(harness)
{
    private IMessages Messages => Get<IMessages>();

    [Fact]
    public async Task Delivered_is_final_and_told_in_the_history()
    {
        await AcceptAsync(Message("msg_1"));

        var outcome = await Ledger.SettleAsync(Attempt("msg_1", MessageState.Delivered), None);

        Assert.Equal((SettleStatus.Settled, false, null), (outcome.Status, outcome.LaneDone, outcome.Freed));
        var stored = (await Messages.FindAsync("msg_1", None))!;
        Assert.Equal((MessageState.Delivered, 1), (stored.State, stored.Attempts));
        Assert.Equal([EventState.Created, EventState.Active, EventState.Delivered], await HistoryAsync("msg_1"));
        Assert.Null(await Get<IDueItems>().NextAsync(None));
    }

    /// <summary>The run it belongs to has ended.</summary>
    [Fact]
    public async Task A_message_that_is_closed_without_an_attempt_counts_none()
    {
        await AcceptAsync(Message("msg_1"));

        await SettleAsync(Attempt("msg_1", MessageState.Canceled));

        var stored = (await Messages.FindAsync("msg_1", None))!;
        Assert.Equal((MessageState.Canceled, 0), (stored.State, stored.Attempts));
        Assert.Equal([EventState.Created, EventState.Canceled], await HistoryAsync("msg_1"));
    }

    [Fact]
    public async Task A_failed_attempt_of_an_unordered_message_makes_it_due_again()
    {
        await AcceptAsync(Message("msg_1"));

        await SettleAsync(Attempt("msg_1", MessageState.Retrying));

        var stored = (await Messages.FindAsync("msg_1", None))!;
        Assert.Equal((MessageState.Retrying, 1, Noon.AddMinutes(1)), (stored.State, stored.Attempts, stored.NotBefore));
        Assert.Equal(Noon.AddMinutes(1), await Get<IDueItems>().NextAsync(None));
        Assert.Equal([EventState.Created, EventState.Active, EventState.Error, EventState.Retry], await HistoryAsync("msg_1"));
    }

    /// <summary>An error may quote what a destination answered, and PostgreSQL takes no NUL: the attempt must be written down all the same.</summary>
    [Theory]
    [InlineData(MessageState.Retrying)]
    [InlineData(MessageState.Failed)]
    public async Task Keeps_an_error_with_a_nul_in_it(MessageState next)
    {
        await AcceptAsync(Message("msg_1"));

        await SettleAsync(Attempt("msg_1", next) with { Error = "it said \0" });

        var events = await Get<IMessageEvents>().ReadListAsync(new EventQuery(), None);
        Assert.Contains(events, entry => entry.Error == "it said \uFFFD");
        if (next == MessageState.Failed)
        {
            Assert.Equal("it said \uFFFD", (await Get<IDeadLetters>().FindAsync("dlq-msg_1", None))!.Error);
        }
    }

    [Fact]
    public async Task A_failed_attempt_in_a_lane_keeps_the_place_and_needs_no_due_row()
    {
        await AcceptAsync(Message("msg_1", InQueue("q")));
        var lane = await TakeAsync("q");

        var outcome = await Ledger.SettleAsync(Attempt("msg_1", MessageState.Retrying, lane: lane), None);

        Assert.Equal((SettleStatus.Settled, false), (outcome.Status, outcome.LaneDone));
        Assert.Null(await Get<IDueItems>().NextAsync(None));
        var open = Assert.Single(await Get<ILanes>().ReadOpenAsync("q", 0, 10, None));
        Assert.Equal((MessageState.Retrying, 1, Noon.AddMinutes(1)), (open.State, open.Attempts, open.NotBefore));
    }

    [Fact]
    public async Task A_final_message_leaves_its_lane()
    {
        await AcceptAsync(Message("msg_1", InQueue("q")), Message("msg_2", InQueue("q")));
        var lane = await TakeAsync("q");

        Assert.True((await Ledger.SettleAsync(Attempt("msg_1", MessageState.Delivered, lane: lane), None)).LaneDone);
        Assert.True((await Ledger.SettleAsync(Attempt("msg_2", MessageState.Failed, lane: lane), None)).LaneDone);

        Assert.Empty(await Get<ILanes>().ReadOpenAsync("q", 0, 10, None));
    }

    [Fact]
    public async Task Failed_leaves_a_dead_letter_with_the_last_answer()
    {
        await AcceptAsync(Message("msg_1"));

        await SettleAsync(Attempt("msg_1", MessageState.Failed));

        var letter = (await Get<IDeadLetters>().FindAsync("dlq-msg_1", None))!;
        Assert.Equal(("msg_1", 500, "it said no", true), (letter.Message.Id, letter.Response!.Status, letter.Error, letter.Response.Truncated));
        Assert.Equal([EventState.Created, EventState.Active, EventState.Error, EventState.Failed], await HistoryAsync("msg_1"));
    }

    [Fact]
    public async Task Refuses_another_attempt_number_and_anything_after_the_end()
    {
        await AcceptAsync(Message("msg_1"));
        Assert.Equal(SettleOutcome.Superseded, await Ledger.SettleAsync(Attempt("msg_1", MessageState.Delivered, attempt: 1), None));
        Assert.Equal(SettleOutcome.Superseded, await Ledger.SettleAsync(Attempt("msg_unknown", MessageState.Delivered), None));

        await SettleAsync(Attempt("msg_1", MessageState.Retrying));
        Assert.Equal(SettleOutcome.Superseded, await Ledger.SettleAsync(Attempt("msg_1", MessageState.Delivered), None));
        await SettleAsync(Attempt("msg_1", MessageState.Delivered, attempt: 1));
        Assert.Equal(SettleOutcome.Superseded, await Ledger.SettleAsync(Attempt("msg_1", MessageState.Failed, attempt: 2), None));

        Assert.Equal(MessageState.Delivered, (await Messages.FindAsync("msg_1", None))!.State);
        Assert.Null(await Get<IDeadLetters>().FindAsync("dlq-msg_1", None));
    }

    [Fact]
    public async Task Of_many_that_settle_the_same_attempt_one_is_written()
    {
        await AcceptAsync(Message("msg_1"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Ledger.SettleAsync(Attempt("msg_1", MessageState.Delivered), None)));

        Assert.Single(outcomes, outcome => outcome.Status == SettleStatus.Settled);
        Assert.Equal(3, (await HistoryAsync("msg_1")).Count);
    }

    [Fact]
    public async Task Writes_the_outbox_once_and_only_with_its_cause()
    {
        await AcceptAsync(Message("msg_1"));
        var entry = new OutboxEntry("msg_1/delivered", "MessageDelivered", "{}"u8.ToArray());

        await Ledger.SettleAsync(Attempt("msg_1", MessageState.Delivered, attempt: 5) with { Outbox = [entry] }, None);
        Assert.Empty(await Get<IOutbox>().ReadOlderAsync(DateTimeOffset.MaxValue, 10, None));

        await SettleAsync(Attempt("msg_1", MessageState.Delivered) with { Outbox = [entry, entry] });
        var written = Assert.Single(await Get<IOutbox>().ReadOlderAsync(DateTimeOffset.MaxValue, 10, None));
        Assert.Equal((entry.Id, entry.Kind, "{}"), (written.Id, written.Kind, System.Text.Encoding.UTF8.GetString(written.Payload.Span)));
    }

    [Fact]
    public async Task Refuses_every_epoch_but_the_one_the_lane_is_worked_under()
    {
        await AcceptAsync(Message("msg_1", InQueue("q")), Message("msg_2", InQueue("other")));
        var lane = await TakeAsync("q");
        var other = await TakeAsync("other");

        foreach (var wrong in new LaneEpoch?[] { lane with { Epoch = lane.Epoch - 1 }, lane with { Epoch = 0 }, new("none", 1), other, null })
        {
            Assert.Equal(SettleOutcome.Fenced, await Ledger.SettleAsync(Attempt("msg_1", MessageState.Delivered, lane: wrong), None));
        }

        Assert.Equal(MessageState.Ready, (await Messages.FindAsync("msg_1", None))!.State);
    }

    [Fact]
    public async Task An_owner_that_lost_its_lane_is_fenced_before_all_else()
    {
        await AcceptAsync(Message("msg_1", InQueue("q")));
        var old = await TakeAsync("q");
        await Get<ILanes>().ReleaseAsync([old], None);
        var current = await TakeAsync("q");

        Assert.Equal(SettleOutcome.Fenced, await Ledger.SettleAsync(Attempt("msg_1", MessageState.Delivered, lane: old), None));
        await SettleAsync(Attempt("msg_1", MessageState.Delivered, lane: current));
        Assert.Equal(SettleOutcome.Fenced, await Ledger.SettleAsync(Attempt("msg_1", MessageState.Delivered, lane: old), None));
        Assert.Equal(SettleOutcome.Superseded, await Ledger.SettleAsync(Attempt("msg_1", MessageState.Delivered, lane: current), None));
    }

    private async Task<IReadOnlyList<EventState>> HistoryAsync(string id)
    {
        var events = await Get<IMessageEvents>().ReadListAsync(new EventQuery { MessageIds = [id], EarliestFirst = true }, None);
        return [.. events.Select(entry => entry.State)];
    }
}
