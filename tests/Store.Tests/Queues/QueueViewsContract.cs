using BusQStash.Contracts.Messages;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Queues;

public abstract class QueueViewsContract(IStoreHarness harness) : StoreContract(harness)
{
    private readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

    private IQueueViews Views => Get<IQueueViews>();

    [Fact]
    public async Task Says_why_each_queue_does_what_it_does()
    {
        await Get<IQueues>().UpsertAsync("empty", new QueueChange(), _now, None);
        await Get<IQueues>().SetPausedAsync("paused", true, _now.AddSeconds(-1), None);
        await AcceptAsync(
            InQueue("msg_p", "paused"),
            InQueue("msg_r1", "retries"),
            InQueue("msg_r2", "retries"),
            InQueue("msg_d", "delayed", _now.AddHours(1)),
            InQueue("msg_w", "works"));
        var lane = await TakeAsync("retries");
        await SettleAsync(Attempt("msg_r1", MessageState.Retrying, lane: lane) with { NextAttemptAt = _now.AddHours(2), FinishedAt = _now });
        await TakeAsync("works");
        await BeatAsync();

        var views = (await Views.ListAsync(new QueueViewQuery(null, QueueOrder.Name, null, 10), None)).ToDictionary(view => view.Facts.Queue.Name);

        Assert.Equal(["delayed", "empty", "paused", "retries", "works"], views.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((QueueReason.HeadDelayed, Ms(_now.AddHours(1))), Reason(views["delayed"]));
        Assert.Equal((QueueReason.Empty, null), Reason(views["empty"]));
        Assert.Equal((QueueReason.Paused, null), Reason(views["paused"]));
        Assert.Equal((QueueReason.HeadInBackoff, Ms(_now.AddHours(2))), Reason(views["retries"]));
        Assert.Equal((QueueReason.Draining, null), Reason(views["works"]));
        var facts = views["retries"].Standing.First.Facts;
        Assert.Equal(("msg_r1", 2, 4, 500, "it said no"), (facts.MessageId, facts.Attempt, facts.Of, facts.LastStatus, facts.LastError));
    }

    [Fact]
    public async Task One_queue_is_told_with_its_exact_lag_its_owner_and_when_something_last_ended()
    {
        await AcceptAsync([.. Enumerable.Range(0, 5).Select(i => InQueue($"msg_{i}", "q"))]);
        var lane = await TakeAsync("q");
        await SettleAsync(Attempt("msg_0", MessageState.Delivered, lane: lane) with { StartedAt = _now, FinishedAt = _now.AddMilliseconds(7) });
        await BeatAsync();

        var view = (await Views.FindAsync("q", None))!;

        Assert.Equal((4L, false, Ms(_now)), (view.Facts.Queue.Lag, view.Facts.LagCapped, view.Facts.OldestAt));
        Assert.Equal(("msg_1", Ms(_now.AddMilliseconds(7))), (view.Facts.Window[0].Id, view.Facts.LastFinishedAt));
        Assert.Equal((lane.Epoch, Get<InstanceIdentity>().Number, true), (view.Facts.Lane!.Epoch, view.Facts.Lane.Holder, view.Facts.Lane.HolderAlive));
        Assert.Null(await Views.FindAsync("nobody", None));
    }

    [Fact]
    public async Task A_head_that_waits_for_its_callbacks_names_them()
    {
        await AcceptAsync(InQueue("msg_1", "q"), InQueue("msg_2", "q"));
        var lane = await TakeAsync("q");
        await SettleAsync(Attempt("msg_1", MessageState.Delivered, lane: lane) with
        {
            FinishedAt = _now,
            Callbacks = [Message("msg_cb", new MessageSpec { Url = "https://callback.example", NotBefore = Ms(_now.AddHours(1)) }, _now) with { IdIsDerived = true }],
        });

        var standing = (await Views.FindAsync("q", None))!.Standing.First;

        Assert.Equal((QueueReason.WaitingForCallbacks, "msg_1"), (standing.Reason, standing.Facts.MessageId));
        Assert.Equal(new CallbackView("msg_cb", "DELAYED", "https://callback.example", Ms(_now.AddHours(1))), Assert.Single(standing.Facts.Callbacks!));
        Assert.Equal(Ms(_now.AddHours(1)), standing.NextAt);
    }

    [Fact]
    public async Task Of_several_deliveries_at_once_each_waits_for_its_own_callbacks()
    {
        await Get<IQueues>().UpsertAsync("q", new QueueChange(Parallelism: 2), _now, None);
        await AcceptAsync(InQueue("msg_1", "q"), InQueue("msg_2", "q"));
        var lane = await TakeAsync("q");
        foreach (var number in new[] { 1, 2 })
        {
            await SettleAsync(Attempt($"msg_{number}", MessageState.Delivered, lane: lane) with
            {
                FinishedAt = _now,
                Callbacks = [Message($"msg_cb{number}", new MessageSpec { Url = "https://callback.example", NotBefore = Ms(_now.AddHours(number)) }, _now) with { IdIsDerived = true }],
            });
        }

        var standing = (await Views.FindAsync("q", None))!.Standing.First;

        Assert.Equal((QueueReason.WaitingForCallbacks, "msg_1"), (standing.Reason, standing.Facts.MessageId));
        Assert.Equal("msg_cb1", Assert.Single(standing.Facts.Callbacks!).MessageId);
    }

    [Fact]
    public async Task A_head_in_the_line_of_its_key_tells_key_and_place()
    {
        var flow = new FlowControlSpec("key", 1, null, 1);
        await AcceptAsync(Message("msg_first", new MessageSpec { Url = "https://a.example", FlowControl = flow }, _now));
        await AcceptAsync(Message("msg_1", new MessageSpec { Url = "https://a.example", QueueName = "q", FlowControl = flow }, _now));
        await Get<Store.FlowControl.IFlowGrants>().EnterAsync([new Store.FlowControl.LanePermitRequest("msg_1", flow, 1)], None);
        await BeatAsync();

        var standing = (await Views.FindAsync("q", None))!.Standing.First;

        Assert.Equal((QueueReason.FlowControl, "key", 2), (standing.Reason, standing.Facts.Key, standing.Facts.Place));
    }

    [Fact]
    public async Task Pages_by_name_and_finds_a_part_of_it()
    {
        foreach (var name in new[] { "c-1", "a", "b-2", "B-3" })
        {
            await Get<IQueues>().UpsertAsync(name, new QueueChange(), _now, None);
        }

        foreach (var order in Enum.GetValues<QueueOrder>())
        {
            List<string> names = [];
            IReadOnlyList<QueueView> page;
            (int, long, string)? after = null;
            do
            {
                page = await Views.ListAsync(new QueueViewQuery(null, order, after, 1), None);
                names.AddRange(page.Select(view => view.Facts.Queue.Name));
                after = page is [.., var last] ? (last.Sorted.StandsStill, last.Sorted.Lag, last.Facts.Queue.Name) : null;
            }
            while (page.Count > 0);

            Assert.Equal(["B-3", "a", "b-2", "c-1"], names.Order(StringComparer.Ordinal));
        }

        var found = await Views.ListAsync(new QueueViewQuery("B-", QueueOrder.Name, null, 10), None);
        Assert.Equal(["B-3", "b-2"], found.Select(view => view.Facts.Queue.Name).Order(StringComparer.Ordinal));
        Assert.Empty(await Views.ListAsync(new QueueViewQuery("%", QueueOrder.Name, null, 10), None));
    }

    [Theory]
    [InlineData(QueueOrder.Attention, "stands stood long short a b c")]
    [InlineData(QueueOrder.Lag, "long stands short stood a b c")]
    public async Task Pages_go_on_from_the_busy_queues_to_the_empty_ones(QueueOrder order, string expected)
    {
        foreach (var name in new[] { "c", "b", "a", "stood" })
        {
            await Get<IQueues>().UpsertAsync(name, new QueueChange(), _now, None);
        }

        await Get<IQueues>().SetPausedAsync("stood", true, _now, None);
        await AcceptAsync(
            [InQueue("msg_1", "short"), .. Enumerable.Range(0, 3).Select(i => InQueue($"msg_l{i}", "long")), InQueue("msg_s1", "stands", _now.AddHours(1)), InQueue("msg_s2", "stands")]);
        await TakeAsync("short");
        await TakeAsync("long");
        await BeatAsync();
        await Get<IQueueCounts>().CountAsync(None);

        // Nobody has counted this one yet.
        await Get<IQueues>().UpsertAsync("d", new QueueChange(), _now, None);
        string[] sorted = [.. expected.Replace(" c", " c d", StringComparison.Ordinal).Split(' ')];
        foreach (var count in new[] { 1, 2, 3, 10 })
        {
            List<string> names = [];
            IReadOnlyList<QueueView> page;
            (int, long, string)? after = null;
            do
            {
                page = await Views.ListAsync(new QueueViewQuery(null, order, after, count), None);
                names.AddRange(page.Select(view => view.Facts.Queue.Name));
                after = page is [.., var last] ? (last.Sorted.StandsStill, last.Sorted.Lag, last.Facts.Queue.Name) : null;
            }
            while (page.Count == count);

            Assert.Equal(sorted, names);
        }
    }

    private NewMessage InQueue(string id, string queueName, DateTimeOffset? notBefore = null) =>
        Message(id, InQueue(queueName) with { NotBefore = notBefore?.ToUnixTimeMilliseconds() }, _now);

    private Task BeatAsync() => Get<IInstances>().BeatAsync(InstanceKind.Worker, 0, None);

    private static (QueueReason, long?) Reason(QueueView view) => (view.Standing.First.Reason, view.Standing.First.NextAt);

    private static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();
}
