using BusQStash.Contracts.Messages;
using BusQStash.Store.Delays;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Delays;

public abstract class DueItemsContract(IStoreHarness harness) : StoreContract(harness)
{
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(30);

    private IDueItems Due => Get<IDueItems>();

    [Fact]
    public async Task Claims_in_order_of_time_what_is_due()
    {
        await AcceptAsync(Delayed("msg_3", 3), Delayed("msg_1", 1), Delayed("msg_2", 2), Delayed("msg_9", 9));

        Assert.Empty(await Due.ClaimAsync(Noon, 10, Hold, None));
        var first = await Due.ClaimAsync(Noon.AddSeconds(3), 2, Hold, None);
        var second = await Due.ClaimAsync(Noon.AddSeconds(3), 2, Hold, None);

        Assert.Equal([("msg_1", Noon.AddSeconds(1)), ("msg_2", Noon.AddSeconds(2))], first.Select(item => (item.Token, item.DueAt)));
        var message = Assert.IsType<DueItem.Message>(Assert.Single(second)).Stored;
        Assert.Equal(("msg_3", MessageState.Scheduled, "https://example.com/hook"), (message.Id, message.State, message.Spec.Url));
        Assert.Equal([1, 2, 3], message.Body.ToArray());
    }

    [Fact]
    public async Task Two_who_claim_at_once_never_get_the_same()
    {
        await AcceptAsync([.. Enumerable.Range(0, 300).Select(i => Delayed($"msg_{i}", 1))]);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => DrainAsync()));

        var tokens = claims.SelectMany(claim => claim).ToList();
        Assert.Equal(300, tokens.Count);
        Assert.Equal(300, tokens.Distinct().Count());
    }

    [Fact]
    public async Task Completing_makes_a_message_ready_and_forgets_the_row()
    {
        await AcceptAsync(Delayed("msg_1", 1));
        var items = await Due.ClaimAsync(Noon.AddSeconds(1), 10, Hold, None);

        await Due.CompleteAsync(items, None);

        Assert.Equal(MessageState.Ready, (await Get<IMessages>().FindAsync("msg_1", None))!.State);
        Assert.Null(await Due.NextAsync(None));
    }

    [Fact]
    public async Task What_is_not_completed_comes_up_again_after_the_hold()
    {
        await AcceptAsync(Delayed("msg_1", 1));
        var stale = await Due.ClaimAsync(Noon.AddSeconds(1), 10, Hold, None);

        Assert.Empty(await Due.ClaimAsync(Noon.AddSeconds(30), 10, Hold, None));
        Assert.Single(await Due.ClaimAsync(Noon.AddSeconds(31), 10, Hold, None));

        await Due.CompleteAsync(stale, None);
        Assert.NotNull(await Due.NextAsync(None));
    }

    [Fact]
    public async Task What_is_returned_comes_up_at_once()
    {
        await AcceptAsync(Delayed("msg_1", 1));
        var items = await Due.ClaimAsync(Noon.AddSeconds(1), 10, Hold, None);

        await Due.ReturnAsync(items, Noon.AddSeconds(2), None);

        Assert.Equal(Noon.AddSeconds(2), await Due.NextAsync(None));
        await Due.CompleteAsync(items, None);
        Assert.Single(await Due.ClaimAsync(Noon.AddSeconds(2), 10, Hold, None));
    }

    [Fact]
    public async Task Completing_leaves_a_row_that_was_written_anew()
    {
        await AcceptAsync(Delayed("msg_1", 1));
        var items = await Due.ClaimAsync(Noon.AddSeconds(1), 10, Hold, None);
        await SettleAsync(Attempt("msg_1", MessageState.Retrying));

        await Due.CompleteAsync(items, None);

        Assert.Equal(Noon.AddMinutes(1), await Due.NextAsync(None));
        Assert.Equal(MessageState.Retrying, (await Get<IMessages>().FindAsync("msg_1", None))!.State);
    }

    [Fact]
    public async Task Forgets_rows_of_messages_that_are_final()
    {
        await AcceptAsync(Delayed("msg_1", 1));
        await SettleAsync(Attempt("msg_1", MessageState.Delivered));

        Assert.Empty(await Due.ClaimAsync(Noon.AddSeconds(1), 10, Hold, None));
        Assert.Null(await Due.NextAsync(None));
    }

    [Fact]
    public async Task A_parked_lane_comes_up_with_its_shard()
    {
        for (var i = 0; i < 4; i++)
        {
            // The harness gives three queues a broker queue of their own.
            await Get<IQueues>().UpsertAsync($"q{i}", new QueueChange(), Noon, None);
            var taken = Assert.Single(await Get<ILanes>().TakeAsync([$"q{i}"], Hold, None));
            await Get<ILanes>().ParkAsync(taken.Lane, taken.Signal, Noon.AddSeconds(i), None);
        }

        var lanes = (await Due.ClaimAsync(Noon.AddSeconds(9), 10, Hold, None)).Cast<DueItem.Lane>().ToList();

        Assert.Equal(["q0", "q1", "q2", "q3"], lanes.Select(lane => lane.QueueName));
        Assert.Equal([true, true, true, false], lanes.Select(lane => lane.Shard is null));
        await Due.CompleteAsync(lanes, None);
        Assert.Null(await Due.NextAsync(None));
    }

    [Fact]
    public async Task Keeps_a_message_scheduled_through_the_bus()
    {
        var content = new ScheduledBusMessage("queue:x", "application/json", "{}"u8.ToArray(), "{\"a\":1}");
        await Due.ScheduleAsync("token", Noon.AddHours(1), content with { HeadersJson = null }, None);
        await Due.ScheduleAsync("token", Noon, content, None);

        var item = Assert.IsType<DueItem.BusMessage>(Assert.Single(await Due.ClaimAsync(Noon, 10, Hold, None)));

        Assert.Equal((content.Destination, content.ContentType, content.HeadersJson), (item.Content.Destination, item.Content.ContentType, item.Content.HeadersJson));
        Assert.Equal("{}"u8.ToArray(), item.Content.Body.ToArray());
        Assert.True(await Due.CancelAsync("token", None));
        Assert.False(await Due.CancelAsync("token", None));
    }

    [Fact]
    public async Task Does_not_bring_up_a_message_that_is_being_attempted()
    {
        await AcceptAsync(Delayed("msg_1", 1));
        Assert.True(await Ledger.ClaimAsync("msg_1", 0, None));

        Assert.Empty(await Due.ClaimAsync(Noon.AddSeconds(1), 10, Hold, None));
        Assert.Null(await Due.NextAsync(None));
    }

    [Fact]
    public async Task Completing_an_earlier_attempt_changes_nothing()
    {
        await AcceptAsync(Delayed("msg_1", 1));
        var earlier = await Due.ClaimAsync(Noon.AddSeconds(1), 10, Hold, None);
        await SettleAsync(Attempt("msg_1", MessageState.Retrying));

        await Due.CompleteAsync(earlier, None);

        Assert.Equal(MessageState.Retrying, (await Get<IMessages>().FindAsync("msg_1", None))!.State);
        Assert.Equal(Noon.AddMinutes(1), await Due.NextAsync(None));
    }

    private async Task<List<string>> DrainAsync()
    {
        var tokens = new List<string>();
        while (await Due.ClaimAsync(Noon.AddSeconds(1), 7, Hold, None) is { Count: > 0 } items)
        {
            tokens.AddRange(items.Select(item => item.Token));
        }

        return tokens;
    }

    private static NewMessage Delayed(string id, int seconds) => Message(
        id, new MessageSpec { Url = "https://example.com/hook", NotBefore = Noon.AddSeconds(seconds).ToUnixTimeMilliseconds() });
}
