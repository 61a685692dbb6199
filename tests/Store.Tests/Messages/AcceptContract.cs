using BusQStash.Contracts.Messages;
using BusQStash.Store.Delays;
using BusQStash.Store.Events;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Messages;

public abstract class AcceptContract(IStoreHarness harness) : StoreContract(harness)
{
    private IMessages Messages => Get<IMessages>();

    [Fact]
    public async Task Keeps_a_message_as_it_was_given()
    {
        var spec = new MessageSpec
        {
            Url = "https://example.com/päth?q=1",
            Method = "PUT",
            Headers = [new HeaderLine("X-Name", "\u00ff value")],
            Labels = ["a", "b"],
            MaxRetries = 7,
            FlowControl = new FlowControlSpec("key", 1, 2, 3),
        };

        await AcceptAsync(Message("msg_1", spec) with { Body = new byte[] { 0, 255, 10 } });

        var stored = (await Messages.FindAsync("msg_1", None))!;
        Assert.Equivalent(spec, stored.Spec);
        Assert.Equal([0, 255, 10], stored.Body.ToArray());
        Assert.Equal((MessageState.Waiting, 0, 0L, Noon, Noon), (stored.State, stored.Attempts, stored.Seq, stored.CreatedAt, stored.NotBefore));
        var created = Assert.Single(await Get<IMessageEvents>().ReadListAsync(new EventQuery { MessageIds = ["msg_1"] }, None));
        Assert.Equal((EventState.Created, Noon, null), (created.State, created.Time, created.NextDeliveryAt));
        Assert.Null(await Messages.FindAsync("msg_2", None));
    }

    [Fact]
    public async Task Accepts_an_empty_body_and_nothing_at_all()
    {
        Assert.Empty(await AcceptAsync());
        await AcceptAsync(Message("msg_1") with { Body = default });

        Assert.Equal(0, (await Messages.FindAsync("msg_1", None))!.Body.Length);
    }

    [Fact]
    public async Task A_long_body_is_not_read_ahead_of_its_attempt()
    {
        var body = new byte[StoredMessage.LongBody + 1];
        await AcceptAsync(
            Message("msg_now") with { Body = body }, Message("msg_long") with { Body = body }, Message("msg_short") with { Body = body.AsMemory(1) });

        var found = await Messages.FindManyAsync(["msg_now"], None, ahead: ["msg_long", "msg_short", "msg_unknown"]);

        Assert.Equal(
            [("msg_long", 0, true), ("msg_now", body.Length, false), ("msg_short", body.Length - 1, false)],
            found.Select(message => (message.Id, message.Body.Length, message.BodyLeftOut)).Order());
    }

    [Fact]
    public async Task Gives_places_in_the_order_of_acceptance()
    {
        var first = await AcceptAsync(Message("msg_1", InQueue("q")), Message("msg_x", InQueue("other")), Message("msg_2", InQueue("q")));
        var second = await AcceptAsync(Message("msg_3", InQueue("q")));

        Assert.Equal([first[0].Seq + 1, first[0].Seq + 2], [first[2].Seq, second[0].Seq]);
        Assert.True(first[0].Seq > 0);
        var open = await Get<ILanes>().ReadOpenAsync("q", 0, 10, None);
        Assert.Equal(["msg_1", "msg_2", "msg_3"], open.Select(message => message.MessageId));
        open = await Get<ILanes>().ReadOpenAsync("q", first[2].Seq, 1, None);
        Assert.Equal(["msg_2"], open.Select(message => message.MessageId));
    }

    [Fact]
    public async Task Leaves_no_gap_between_places_when_many_accept_at_once()
    {
        var calls = await Task.WhenAll(Enumerable.Range(0, 100).Select(call => Ledger.AcceptAsync(
            [.. Enumerable.Range(0, 3).Select(i => Message($"msg_{call}_{i}", InQueue($"q{call % 2}")))], None)));

        foreach (var seqs in new[] { calls.Where((_, call) => call % 2 == 0), calls.Where((_, call) => call % 2 == 1) })
        {
            Assert.All(seqs, call => Assert.Equal([call[0].Seq + 1, call[0].Seq + 2], [call[1].Seq, call[2].Seq]));
            var all = seqs.SelectMany(call => call.Select(outcome => outcome.Seq)).Order().ToArray();
            Assert.Equal(Enumerable.Range(0, 150).Select(i => all[0] + i), all);
        }
    }

    [Fact]
    public async Task A_delayed_unordered_message_waits_in_a_due_row()
    {
        var later = Noon.AddHours(1);
        await AcceptAsync(Message("msg_1", new MessageSpec { Url = "https://example.com", NotBefore = later.ToUnixTimeMilliseconds() }));

        var stored = (await Messages.FindAsync("msg_1", None))!;
        Assert.Equal((MessageState.Scheduled, later), (stored.State, stored.NotBefore));
        Assert.Equal(later, await Get<IDueItems>().NextAsync(None));
        var created = Assert.Single(await Get<IMessageEvents>().ReadListAsync(new EventQuery(), None));
        Assert.Equal(later, created.NextDeliveryAt);
    }

    [Fact]
    public async Task A_delayed_ordered_message_waits_in_its_lane()
    {
        await AcceptAsync(Message("msg_1", InQueue("q") with { NotBefore = Noon.AddHours(1).ToUnixTimeMilliseconds() }));

        Assert.Null(await Get<IDueItems>().NextAsync(None));
        var open = Assert.Single(await Get<ILanes>().ReadOpenAsync("q", 0, 10, None));
        Assert.Equal((MessageState.Scheduled, Noon.AddHours(1)), (open.State, open.NotBefore));
    }

    [Fact]
    public async Task Numbers_unordered_messages_due_at_once_without_gaps()
    {
        var later = new MessageSpec { Url = "https://example.com", NotBefore = Noon.AddHours(1).ToUnixTimeMilliseconds() };
        var outcomes = await AcceptAsync(
            Message("msg_1"), Message("msg_2", InQueue("q")), Message("msg_3", later), Message("msg_4"), Message("msg_4"));
        Assert.Equal([1, 0, 0, 2, 0], outcomes.Select(outcome => outcome.OriginNumber));

        var calls = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => AcceptAsync(Message($"msg_many_{i}"))));

        Assert.Equal(Enumerable.Range(3, 100).Select(i => (long)i), calls.Select(call => call[0].OriginNumber).Order());
    }

    [Fact]
    public async Task A_derived_id_that_is_there_already_changes_nothing()
    {
        var message = Message("msg_1", InQueue("q")) with { IdIsDerived = true, DeduplicationKey = "key", DeduplicationWindow = TimeSpan.FromMinutes(10) };
        await AcceptAsync(message with { DeduplicationKey = null });

        var again = Assert.Single(await AcceptAsync(message));

        Assert.Equal(AcceptOutcome.DuplicateOf(message, "msg_1"), again);
        Assert.Single(await Get<ILanes>().ReadOpenAsync("q", 0, 10, None));
        var other = Assert.Single(await AcceptAsync(message with { Id = "msg_2" }));
        Assert.False(other.Deduplicated);
    }

    [Fact]
    public async Task A_call_repeated_after_a_lost_answer_changes_nothing()
    {
        NewMessage[] messages = [Message("msg_1"), Message("msg_2", InQueue("q"))];
        await AcceptAsync(messages);

        var again = await AcceptAsync([.. messages, Message("msg_3")]);

        Assert.Equal([("msg_1", true), ("msg_2", true), ("msg_3", false)], again.Select(outcome => (outcome.MessageId, outcome.Deduplicated)));
        Assert.Single(await Get<ILanes>().ReadOpenAsync("q", 0, 10, None));
    }
}
