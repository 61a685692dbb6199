using BusQStash.Contracts.Messages;
using BusQStash.Store.Delays;
using BusQStash.Store.Events;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Messages;

public abstract class RunNowContract(IStoreHarness harness) : StoreContract(harness)
{
    private static readonly DateTimeOffset Later = Noon.AddSeconds(5);

    private IMessages Messages => Get<IMessages>();

    [Fact]
    public async Task Makes_a_delayed_message_due_now()
    {
        await AcceptAsync(Message("msg_1", Delayed()));
        Assert.Equal(new RunNowOutcome(RunNowStatus.DueNow), await Messages.RunNowAsync("msg_1", Later, None));

        Assert.Equal(Later, await Get<IDueItems>().NextAsync(None));
        var message = (await Messages.FindAsync("msg_1", None))!;
        Assert.Equal((MessageState.Scheduled, 0, Later), (message.State, message.Attempts, message.NotBefore));
        Assert.Equal(Later, Assert.Single(await HistoryAsync("msg_1", EventState.Created)).NextDeliveryAt);
    }

    [Fact]
    public async Task Makes_the_next_attempt_due_now_and_counts_none()
    {
        await AcceptAsync(Message("msg_1"));
        await SettleAsync(Attempt("msg_1", MessageState.Retrying));
        Assert.Equal(RunNowStatus.DueNow, (await Messages.RunNowAsync("msg_1", Later, None)).Status);

        var due = Assert.IsType<DueItem.Message>(Assert.Single(await Get<IDueItems>().ClaimAsync(Later, 10, TimeSpan.FromMinutes(1), None)));
        Assert.Equal((MessageState.Retrying, 1), (due.Stored.State, due.Stored.Attempts));
        Assert.Equal(Later, Assert.Single(await HistoryAsync("msg_1", EventState.Retry)).NextDeliveryAt);
        Assert.True(await Ledger.ClaimAsync("msg_1", 1, None));
    }

    [Fact]
    public async Task Asking_twice_makes_no_second_attempt()
    {
        await AcceptAsync(Message("msg_1", Delayed()));
        var due = Get<IDueItems>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Messages.RunNowAsync("msg_1", Later, None)));
        var first = await due.ClaimAsync(Later, 10, TimeSpan.FromMinutes(1), None);

        // Asked for again while its command is being sent: the row comes up once more, and the second command finds the message claimed.
        Assert.Equal(RunNowStatus.DueNow, (await Messages.RunNowAsync("msg_1", Later, None)).Status);
        await due.CompleteAsync(first, None);
        Assert.True(await Ledger.ClaimAsync("msg_1", 0, None));
        Assert.Equal(RunNowStatus.NotWaiting, (await Messages.RunNowAsync("msg_1", Later, None)).Status);
        Assert.False(await Ledger.ClaimAsync("msg_1", 0, None));
    }

    [Fact]
    public async Task Leaves_alone_what_does_not_wait()
    {
        await AcceptAsync(Message("msg_ready"), Message("msg_done"), Message("msg_failed"), Message("msg_canceled", Delayed()));
        await SettleAsync(Attempt("msg_done", MessageState.Delivered));
        await SettleAsync(Attempt("msg_failed", MessageState.Failed));
        await Messages.CancelAsync("msg_canceled", Noon, None);

        Assert.Equal(RunNowStatus.NotWaiting, (await Messages.RunNowAsync("msg_ready", Later, None)).Status);
        foreach (var id in new[] { "msg_done", "msg_failed", "msg_canceled", "msg_none" })
        {
            Assert.Equal(RunNowStatus.Unknown, (await Messages.RunNowAsync(id, Later, None)).Status);
        }

        Assert.Null(await Get<IDueItems>().NextAsync(None));
    }

    [Fact]
    public async Task The_head_of_a_queue_may_be_hurried_and_its_lane_is_told()
    {
        await AcceptAsync(Message("msg_1", Delayed("q")), Message("msg_2", Delayed("q")), Message("msg_3", InQueue("q")));
        var lane = await TakeAsync("q");
        var before = Assert.Single(await Get<ILanes>().LookAsync([lane], None));
        Assert.True(await Get<ILanes>().ParkAsync(lane, before.Signal, Noon.AddHours(1), None));

        Assert.Equal(RunNowStatus.BehindOthers, (await Messages.RunNowAsync("msg_2", Later, None)).Status);
        Assert.Equal(RunNowStatus.BehindOthers, (await Messages.RunNowAsync("msg_3", Later, None)).Status);
        Assert.Equal(new RunNowOutcome(RunNowStatus.DueNow, "q"), await Messages.RunNowAsync("msg_1", Later, None));

        Assert.Equal(Later, await Get<IDueItems>().NextAsync(None));
        var after = Assert.Single(await Get<ILanes>().TakeAsync(["q"], TimeSpan.FromMinutes(1), None));
        Assert.True(after.Signal > before.Signal);
        Assert.Equal(Later, (await Get<ILanes>().ReadOpenAsync("q", 0, 1, None))[0].NotBefore);

        // From now on it may be in flight.
        Assert.Equal(RunNowStatus.NotWaiting, (await Messages.RunNowAsync("msg_1", Later, None)).Status);
    }

    [Fact]
    public async Task With_a_larger_parallelism_the_head_is_as_many_messages()
    {
        await Get<IQueues>().UpsertAsync("q", new QueueChange(2), Noon, None);
        await AcceptAsync(Message("msg_1", Delayed("q")), Message("msg_2", Delayed("q")), Message("msg_3", Delayed("q")));
        Assert.Equal(RunNowStatus.DueNow, (await Messages.RunNowAsync("msg_2", Later, None)).Status);
        Assert.Equal(RunNowStatus.BehindOthers, (await Messages.RunNowAsync("msg_3", Later, None)).Status);
    }

    private static MessageSpec Delayed(string? queueName = null) => new()
    {
        Url = "https://example.com/hook",
        QueueName = queueName,
        NotBefore = Noon.AddHours(1).ToUnixTimeMilliseconds(),
    };

    private async Task<IEnumerable<MessageEvent>> HistoryAsync(string id, EventState state) =>
        (await Get<IMessageEvents>().ReadListAsync(new EventQuery { MessageIds = [id] }, None)).Where(happened => happened.State == state);
}
