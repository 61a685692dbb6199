using BusQStash.Contracts.Messages;
using BusQStash.Store.Events;
using BusQStash.Store.Messages;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Events;

public abstract class MessageEventsContract(IStoreHarness harness) : StoreContract(harness)
{
    private IMessageEvents Events => Get<IMessageEvents>();

    [Fact]
    public async Task Tells_the_way_of_a_message_that_is_delivered_at_the_second_attempt()
    {
        await AcceptAsync(Message("msg_1"));
        await SettleAsync(Attempt("msg_1", MessageState.Retrying));
        await SettleAsync(Attempt("msg_1", MessageState.Delivered, attempt: 1) with
        {
            StartedAt = Noon.AddSeconds(61),
            FinishedAt = Noon.AddSeconds(62),
        });

        var history = await Events.ReadListAsync(new EventQuery { EarliestFirst = true }, None);

        Assert.Equal(
            [
                (EventState.Created, 0), (EventState.Active, 1), (EventState.Error, 2), (EventState.Retry, 2),
                (EventState.Active, 61), (EventState.Delivered, 62),
            ],
            history.Select(entry => (entry.State, (int)(entry.Time - Noon).TotalSeconds)));
        Assert.All(history, entry => Assert.Equal(("msg_1", MessageState.Delivered), (entry.Message.Id, entry.Message.State)));
        var error = history[2];
        Assert.Equal(("it said no", 500, "no"), (error.Error, error.Response!.Status, System.Text.Encoding.UTF8.GetString(error.Response.Body.Span)));
        Assert.Equal(3, error.Response.Headers.Count);
        Assert.Equal(Noon.AddMinutes(1), history[3].NextDeliveryAt);
        Assert.Equal(200, history[5].Response!.Status);
    }

    [Fact]
    public async Task Tells_of_delay_failure_and_cancel()
    {
        var later = Noon.AddHours(1);
        await AcceptAsync(
            Message("msg_1", new MessageSpec { Url = "https://a.example", NotBefore = later.ToUnixTimeMilliseconds() }),
            Message("msg_2"));
        await SettleAsync(Attempt("msg_2", MessageState.Failed));
        await Get<IMessages>().CancelAsync("msg_1", Noon.AddSeconds(5), None);

        Assert.Equal(
            [EventState.Created, EventState.CancelRequested, EventState.Canceled],
            await StatesAsync(new EventQuery { MessageIds = ["msg_1"], EarliestFirst = true }));
        Assert.Equal(
            [EventState.Created, EventState.Active, EventState.Error, EventState.Failed],
            await StatesAsync(new EventQuery { MessageIds = ["msg_2"], EarliestFirst = true }));
        var created = Assert.Single(await Events.ReadListAsync(new EventQuery { MessageIds = ["msg_1"], States = [EventState.Created] }, None));
        Assert.Equal(later, created.NextDeliveryAt);
    }

    [Fact]
    public async Task Pages_newest_first_without_gap_or_repeat()
    {
        await AcceptAsync([.. Enumerable.Range(0, 10).Select(i => Message($"msg_{i}", createdAt: Noon.AddSeconds(i / 3)))]);

        var expected = Enumerable.Range(0, 10).Select(i => $"msg_{i}").ToArray();
        Assert.Equal(expected.Reverse(), await PageAsync(earliestFirst: false));
        Assert.Equal(expected, await PageAsync(earliestFirst: true));
    }

    [Fact]
    public async Task Narrows_by_each_filter_and_by_all_together()
    {
        await AcceptAsync(
            Message("msg_a", new MessageSpec { Url = "https://a.example", TopicName = "t", Labels = ["x", "y"] }),
            Message("msg_b", InQueue("q") with { Labels = ["xy"] }, Noon.AddSeconds(1)),
            Message("msg_c", new MessageSpec { Url = "https://c.example" }, Noon.AddSeconds(3)));
        await SettleAsync(Attempt("msg_a", MessageState.Delivered));

        await AssertAsync(new EventQuery { States = [EventState.Delivered, EventState.Failed] }, "msg_a");
        await AssertAsync(new EventQuery { Urls = ["https://c.example"] }, "msg_c");
        await AssertAsync(new EventQuery { QueueNames = ["q"] }, "msg_b");
        await AssertAsync(new EventQuery { TopicNames = ["t"], States = [EventState.Created] }, "msg_a");
        await AssertAsync(new EventQuery { Labels = ["xy", "y"], States = [EventState.Created] }, "msg_a", "msg_b");
        await AssertAsync(new EventQuery { From = Noon.AddSeconds(3) }, "msg_c");
        await AssertAsync(new EventQuery { To = Noon }, "msg_a");
        await AssertAsync(new EventQuery { MessageIds = ["msg_b", "msg_c"], QueueNames = ["q"] }, "msg_b");
    }

    [Fact]
    public async Task Finds_all_entries_of_a_message_by_each_of_its_facets()
    {
        var spec = new MessageSpec
        {
            Url = "https://A.example:8443/b/c?d=e", TopicName = "t", ScheduleId = "s", CallerIp = "203.0.113.7", Labels = ["x", "y"],
            FlowControl = new FlowControlSpec("f", 1, null, 1), QueueName = "q",
        };
        await AcceptAsync(Message("msg_1", spec), Message("msg_2"));
        var lane = await TakeAsync("q");
        await SettleAsync(Attempt("msg_1", MessageState.Retrying, lane: lane));
        await SettleAsync(Attempt("msg_1", MessageState.Delivered, attempt: 1, lane) with { StartedAt = Noon.AddHours(1), FinishedAt = Noon.AddHours(2) });
        var all = await StatesAsync(new EventQuery { MessageIds = ["msg_1"] });
        EventQuery[] queries =
        [
            new() { Urls = [spec.Url, "https://none.example"] }, new() { Hosts = ["a.example:8443"] }, new() { Paths = ["/b/c", "/"], QueueNames = ["q"] },
            new() { TopicNames = ["t"] }, new() { ScheduleIds = ["s"] }, new() { CallerIps = ["203.0.113.7"] }, new() { Labels = ["y"] },
            new() { Labels = ["x", "y"] }, new() { FlowControlKeys = ["f"] }, new() { QueueNames = ["q"] },
            new() { Labels = ["x"], Urls = [spec.Url], CallerIps = ["203.0.113.7"] },
            new() { QueueNames = [.. Enumerable.Range(0, 30).Select(i => $"q{i}"), "q"] },
            new() { MessageIds = ["msg_1", "msg_2"], Labels = ["x"] },
        ];
        foreach (var query in queries)
        {
            Assert.Equal(all, await StatesAsync(query));
            Assert.Equal(all.Reverse(), await StatesAsync(query with { EarliestFirst = true }));
            Assert.Equal([EventState.Delivered], await StatesAsync(query with { States = [EventState.Delivered] }));
            Assert.Equal([EventState.Active, EventState.Active], await StatesAsync(query with { States = [EventState.Active] }));
            Assert.Equal([EventState.Error, EventState.Active], await StatesAsync(query with
            {
                States = [EventState.Active, EventState.Error], To = Noon.AddSeconds(2),
            }));
            Assert.Equal([EventState.Retry, EventState.Error, EventState.Active], await StatesAsync(query with
            {
                From = Noon.AddSeconds(1), To = Noon.AddSeconds(2),
            }));
            Assert.Empty(await Events.ReadListAsync(query with { Hosts = ["b.example"] }, None));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_through_the_entries_of_a_facet_without_gap_or_repeat(bool earliestFirst)
    {
        // Attempts start in another order than messages came, some at once and some late, and many entries share a time.
        for (var i = 0; i < 40; i++)
        {
            var createdAt = Noon.AddMilliseconds(i / 4 * 150);
            var late = i % 3 == 0 ? TimeSpan.FromSeconds(5) : TimeSpan.FromMilliseconds(i * 37 % 900);
            await AcceptAsync(Message($"msg_{i}", new MessageSpec { Url = "https://a.example", Labels = i % 2 == 0 ? ["even", "all"] : ["all"] }, createdAt));
            await SettleAsync(Attempt($"msg_{i}", MessageState.Delivered) with { StartedAt = createdAt + late, FinishedAt = createdAt + late });
        }

        var everything = await Events.ReadListAsync(new EventQuery { Count = 1000, EarliestFirst = earliestFirst }, None);
        EventQuery[] queries =
        [
            new() { Urls = ["https://a.example"] }, new() { Labels = ["even"] }, new() { Labels = ["even", "all"], States = [EventState.Active, EventState.Delivered] },
        ];
        foreach (var query in queries)
        {
            var expected = everything.Where(entry => (query.Labels.Count != 1 || entry.Message.Spec.Labels.Contains("even"))
                && (query.States.Count == 0 || query.States.Contains(entry.State)));
            foreach (var count in new[] { 1, 7, 50 })
            {
                var seen = await PagesAsync(query with { Count = count, EarliestFirst = earliestFirst });
                Assert.Equal(expected.Select(entry => entry.Id), seen.Select(entry => entry.Id));
            }
        }
    }

    [Fact]
    public async Task Never_tells_of_a_message_going_back_in_time()
    {
        await AcceptAsync(Message("msg_1", createdAt: Noon.AddSeconds(10)));
        await SettleAsync(Attempt("msg_1", MessageState.Retrying));
        await SettleAsync(Attempt("msg_1", MessageState.Retrying, attempt: 1) with { StartedAt = Noon.AddSeconds(20), FinishedAt = Noon.AddSeconds(30) });
        await Get<IMessages>().CancelAsync("msg_1", Noon, None);

        var history = await Events.ReadListAsync(new EventQuery { MessageIds = ["msg_1"], EarliestFirst = true }, None);

        Assert.Equal(
            [
                (EventState.Created, 10), (EventState.Active, 10), (EventState.Error, 10), (EventState.Retry, 10), (EventState.Active, 20),
                (EventState.Error, 30), (EventState.Retry, 30), (EventState.CancelRequested, 30), (EventState.Canceled, 30),
            ],
            history.Select(entry => (entry.State, (int)(entry.Time - Noon).TotalSeconds)));
    }

    private async Task<List<MessageEvent>> PagesAsync(EventQuery query)
    {
        var seen = new List<MessageEvent>();
        while (await Events.ReadListAsync(query, None) is { Count: > 0 } page)
        {
            Assert.True(page.Count <= query.Count);
            seen.AddRange(page);
            query = query with { After = (page[^1].Time.ToUnixTimeMilliseconds(), page[^1].Id) };
        }

        return seen;
    }

    private async Task<List<string>> PageAsync(bool earliestFirst)
    {
        var seen = new List<string>();
        var query = new EventQuery { Count = 4, EarliestFirst = earliestFirst };
        while (await Events.ReadListAsync(query, None) is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(entry => entry.Message.Id));
            query = query with { After = (page[^1].Time.ToUnixTimeMilliseconds(), page[^1].Id) };
        }

        return seen;
    }

    private async Task<IEnumerable<EventState>> StatesAsync(EventQuery query) =>
        (await Events.ReadListAsync(query, None)).Select(entry => entry.State);

    private async Task AssertAsync(EventQuery query, params string[] messageIds) =>
        Assert.Equal(messageIds, (await Events.ReadListAsync(query with { EarliestFirst = true }, None)).Select(entry => entry.Message.Id));
}
