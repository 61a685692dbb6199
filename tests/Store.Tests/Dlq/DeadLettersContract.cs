using BusQStash.Contracts.Messages;
using BusQStash.Store.Dlq;
using BusQStash.Store.Messages;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Dlq;

public abstract class DeadLettersContract(IStoreHarness harness) : StoreContract(harness)
{
    private IDeadLetters DeadLetters => Get<IDeadLetters>();

    [Fact]
    public async Task Shows_the_message_with_its_last_answer()
    {
        await FailAsync("msg_1", new MessageSpec { Url = "https://a.example/x?y=1" }, Noon.AddSeconds(2));

        var entry = Assert.IsType<DeadLetter>(await DeadLetters.FindAsync("dlq-msg_1", None));

        Assert.Equal(("msg_1", "https://a.example/x?y=1", 1, MessageState.Failed), (entry.Message.Id, entry.Message.Spec.Url, entry.Message.Attempts, entry.Message.State));
        Assert.Equal([1, 2, 3], entry.Message.Body.ToArray());
        Assert.Equal((Noon.AddSeconds(2), "it said no"), (entry.FailedAt, entry.Error));
        Assert.Equal((500, true), (entry.Response!.Status, entry.Response.Truncated));
        Assert.Equal(["a=b", "c=d"], entry.Response.Headers.Where(line => line.Name == "Set-Cookie").Select(line => line.Value));
        Assert.Equal("no"u8.ToArray(), entry.Response.Body.ToArray());
        Assert.Null(await DeadLetters.FindAsync("dlq-msg_2", None));
    }

    [Fact]
    public async Task Reads_nothing_when_none_are_asked_for()
    {
        await FailAsync("msg_1", null, Noon);

        Assert.Empty(await DeadLetters.ReadAsync([], None));
    }

    [Fact]
    public async Task Has_no_answer_when_none_came()
    {
        await AcceptAsync(Message("msg_1"));
        await SettleAsync(Attempt("msg_1", MessageState.Failed) with { Response = null, Error = "connection refused" });

        var entry = Assert.Single(await DeadLetters.ReadListAsync(new DlqQuery(), None));

        Assert.Null(entry.Response);
        Assert.Equal("connection refused", entry.Error);
    }

    [Fact]
    public async Task Lists_in_order_of_failure_and_pages_without_gap_or_repeat()
    {
        // Two at each time: the id decides between them.
        for (var i = 0; i < 10; i++)
        {
            await FailAsync($"msg_{i}", null, Noon.AddSeconds(i / 2));
        }

        var expected = Enumerable.Range(0, 10).Select(i => $"dlq-msg_{i}").ToArray();
        Assert.Equal(expected, await PageAsync(latestFirst: false));
        Assert.Equal(expected.Reverse(), await PageAsync(latestFirst: true));
    }

    [Fact]
    public async Task Narrows_by_each_filter_and_by_all_together()
    {
        await FailAsync("msg_a", new MessageSpec { Url = "https://a.example", TopicName = "t", Labels = ["x", "y"], ScheduleId = "s", CallerIp = "203.0.113.7" }, Noon);
        await FailAsync("msg_b", new MessageSpec { Url = "https://b.example", QueueName = "q", Labels = ["xy", "a_b", "X"], FlowControl = new FlowControlSpec("f", 1, null, 1) }, Noon.AddSeconds(1));
        await FailAsync("msg_c", new MessageSpec { Url = "https://c.example" }, Noon.AddSeconds(2), status: 404);

        await AssertAsync(new DlqQuery { DlqIds = ["dlq-msg_c", "dlq-msg_a", "dlq-none"] }, "msg_a", "msg_c");
        await AssertAsync(new DlqQuery { MessageIds = ["msg_b", "msg_none"] }, "msg_b");
        await AssertAsync(new DlqQuery { Urls = ["https://a.example", "https://b.example"] }, "msg_a", "msg_b");
        await AssertAsync(new DlqQuery { QueueNames = ["q"] }, "msg_b");
        await AssertAsync(new DlqQuery { TopicNames = ["t"] }, "msg_a");
        await AssertAsync(new DlqQuery { ResponseStatuses = [404, 410] }, "msg_c");
        await AssertAsync(new DlqQuery { ScheduleIds = ["s", "other"] }, "msg_a");
        await AssertAsync(new DlqQuery { CallerIps = ["203.0.113.7"] }, "msg_a");
        await AssertAsync(new DlqQuery { FlowControlKeys = ["f"] }, "msg_b");
        await AssertAsync(new DlqQuery { FromWorkflow = true });
        await AssertAsync(new DlqQuery { From = Noon.AddSeconds(1) }, "msg_b", "msg_c");
        await AssertAsync(new DlqQuery { To = Noon.AddSeconds(1) }, "msg_a", "msg_b");
        await AssertAsync(new DlqQuery { Labels = ["x"] }, "msg_a");
        await AssertAsync(new DlqQuery { Labels = ["y", "xy"] }, "msg_a", "msg_b");
        await AssertAsync(new DlqQuery { Labels = ["X"] }, "msg_b");
        await AssertAsync(new DlqQuery { Urls = ["https://a.example"], QueueNames = ["q"] });
        await AssertAsync(new DlqQuery { Labels = ["x", "y", "xy"], Urls = ["https://a.example"], ResponseStatuses = [500], MessageIds = ["msg_a", "msg_b"] }, "msg_a");
        await AssertAsync(new DlqQuery { Labels = ["xy"], From = Noon.AddSeconds(1), To = Noon.AddSeconds(1), DlqIds = ["dlq-msg_b"] }, "msg_b");
        await AssertAsync(new DlqQuery { QueueNames = [.. Enumerable.Range(0, 30).Select(i => $"q{i}"), "q"] }, "msg_b");
    }

    [Theory]
    [InlineData("a%")]
    [InlineData("_")]
    [InlineData("a.b")]
    [InlineData("\\")]
    [InlineData("'")]
    public async Task Takes_a_label_to_the_letter(string label)
    {
        await FailAsync("msg_1", new MessageSpec { Url = "https://a.example", Labels = ["abc", "a_b"] }, Noon);
        await AssertAsync(new DlqQuery { Labels = [label] });

        await FailAsync("msg_2", new MessageSpec { Url = "https://a.example", Labels = ["other", label] }, Noon);
        await AssertAsync(new DlqQuery { Labels = [label] }, "msg_2");
    }

    private async Task<List<string>> PageAsync(bool latestFirst)
    {
        var seen = new List<string>();
        var query = new DlqQuery { Count = 3, LatestFirst = latestFirst };
        while (await DeadLetters.ReadListAsync(query, None) is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(entry => entry.DlqId));
            query = query with { After = (page[^1].FailedAt.ToUnixTimeMilliseconds(), page[^1].DlqId) };
        }

        return seen;
    }

    private async Task AssertAsync(DlqQuery query, params string[] messageIds) =>
        Assert.Equal(messageIds, (await DeadLetters.ReadListAsync(query, None)).Select(entry => entry.Message.Id));

    private async Task FailAsync(string id, MessageSpec? spec, DateTimeOffset failedAt, int status = 500)
    {
        await AcceptAsync(Message(id, spec));
        var lane = spec?.QueueName is { } queueName ? await TakeAsync(queueName) : (Store.Queues.LaneEpoch?)null;
        var attempt = Attempt(id, MessageState.Failed, lane: lane);
        await SettleAsync(attempt with { FinishedAt = failedAt, Response = attempt.Response! with { Status = status } });
    }
}
