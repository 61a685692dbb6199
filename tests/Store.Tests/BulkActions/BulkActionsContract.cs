using BusQStash.Contracts.Messages;
using BusQStash.Store.BulkActions;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Store.Sql;
using BusQStash.Store.Tests.Harness;
using Dapper;
using Xunit;

namespace BusQStash.Store.Tests.BulkActions;

public abstract class BulkActionsContract(IStoreHarness harness) : StoreContract(harness)
{
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(10);
    private static readonly DateTimeOffset Later = Noon.AddSeconds(1);

    private IBulkActions Actions => Get<IBulkActions>();

    [Fact]
    public async Task Cancels_in_steps_what_it_found_and_nothing_accepted_later()
    {
        await AcceptAsync([.. Enumerable.Range(0, 5).Select(i => Message($"msg_{i}"))]);
        await SettleAsync(Attempt("msg_4", MessageState.Delivered));
        var created = await Actions.CreateAsync("act_1", new MessageFilter(), Later, None);
        await AcceptAsync(Message("msg_late", createdAt: Later.AddMilliseconds(1)));
        Assert.Equal(new BulkAction("act_1", created.Filter, 4, 0, Later, null), created);

        var claim = (await Actions.ClaimAsync(Later, Hold, None))!;
        var first = await Actions.StepAsync(claim, 3, Later, Hold, None);
        Assert.Equal(["msg_0", "msg_1", "msg_2"], first.Canceled.Select(message => message.MessageId).Order());
        Assert.Equal(3, (await Actions.FindAsync("act_1", None))!.Processed);
        var second = await Actions.StepAsync(first.Next!, 3, Later.AddSeconds(1), Hold, None);
        Assert.Equal(["msg_3"], second.Canceled.Select(message => message.MessageId));
        Assert.Null(second.Next);

        var done = (await Actions.FindAsync("act_1", None))!;
        Assert.Equal((4L, 4L, Later.AddSeconds(1)), (done.Total, done.Processed, done.CompletedAt));
        Assert.Equal(MessageState.Ready, (await Get<IMessages>().FindAsync("msg_late", None))!.State);
        Assert.Null(await Actions.ClaimAsync(Later.AddDays(1), Hold, None));
    }

    [Fact]
    public async Task One_of_a_kind_that_only_a_newer_program_knows_is_left_alone()
    {
        await Actions.CreateAsync("act_1", new MessageFilter(), Later, None);
        await Get<IConnectionSource>().WriteAsync(connection => connection.ExecuteAsync("update bulk_action set kind = 'unheardOf'"), None);

        Assert.Null(await Actions.ClaimAsync(Later, Hold, None));
        Assert.Null(await Actions.FindAsync("act_1", None));
    }

    [Fact]
    public async Task Never_cancels_more_than_its_bound_in_however_many_steps_and_whoever_makes_them()
    {
        await AcceptAsync([.. Enumerable.Range(0, 9).Select(i => Message($"msg_{i}", new MessageSpec { Url = $"https://{(i % 2 == 0 ? "a" : "b")}.example" }))]);
        var created = await Actions.CreateAsync("act_1", new MessageFilter { Hosts = ["a.example"], Most = 3 }, Later, None);
        Assert.Equal(3, created.Total);

        var first = await Actions.StepAsync((await Actions.ClaimAsync(Later, Hold, None))!, 4, Later, Hold, None);
        Assert.Equal(["msg_0", "msg_2"], first.Canceled.Select(message => message.MessageId));
        await Actions.ReleaseAsync(first.Next!, None);

        // One of those in sight has finished by the time it is reached: its place is another's.
        var claim = (await Actions.ClaimAsync(Later, Hold, None))!;
        await Get<IMessages>().CancelAsync("msg_4", Later, None);
        var second = await Actions.StepAsync(claim, 100, Later, Hold, None);
        Assert.Equal(["msg_6"], second.Canceled.Select(message => message.MessageId));
        Assert.Null(second.Next);
        var done = (await Actions.FindAsync("act_1", None))!;
        Assert.Equal((3L, 3L, 3, Later), (done.Total, done.Processed, done.Filter.Most, done.CompletedAt));
        Assert.Equal(MessageState.Ready, (await Get<IMessages>().FindAsync("msg_8", None))!.State);
    }

    [Fact]
    public async Task Narrows_by_each_filter_and_by_all_together()
    {
        await AcceptAsync(
            Message("msg_a", new MessageSpec { Url = "https://a.example:8443/x/y?q=1", TopicName = "t", Labels = ["x", "y"], CallerIp = "1.2.3.4" }),
            Message("msg_b", new MessageSpec { Url = "https://b.example", QueueName = "q", ScheduleId = "s", Labels = ["xy"] }, Noon.AddMilliseconds(1)),
            Message("msg_c", new MessageSpec { Url = "http://B.example:80/x/y", FlowControl = new FlowControlSpec("k", 1, null, 1) }, Noon.AddMilliseconds(2)));

        await AssertAsync(new MessageFilter(), "msg_a", "msg_b", "msg_c");
        await AssertAsync(new MessageFilter { Urls = ["https://b.example", "https://nowhere.example"] }, "msg_b");
        await AssertAsync(new MessageFilter { Hosts = ["b.example"] }, "msg_b", "msg_c");
        await AssertAsync(new MessageFilter { Hosts = ["B.EXAMPLE:443"] }, "msg_b");
        await AssertAsync(new MessageFilter { Hosts = ["a.example"] });
        await AssertAsync(new MessageFilter { Hosts = ["a.example:8443"] }, "msg_a");
        await AssertAsync(new MessageFilter { Paths = ["/x/y"] }, "msg_a", "msg_c");
        await AssertAsync(new MessageFilter { Paths = ["/"] }, "msg_b");
        await AssertAsync(new MessageFilter { Paths = ["/x"] });
        await AssertAsync(new MessageFilter { Hosts = ["b.example"], Paths = ["/x/y"] }, "msg_c");
        await AssertAsync(new MessageFilter { TopicNames = ["t"] }, "msg_a");
        await AssertAsync(new MessageFilter { QueueNames = ["q"] }, "msg_b");
        await AssertAsync(new MessageFilter { ScheduleIds = ["s"] }, "msg_b");
        await AssertAsync(new MessageFilter { FlowControlKeys = ["k"] }, "msg_c");
        await AssertAsync(new MessageFilter { CallerIps = ["1.2.3.4"] }, "msg_a");
        await AssertAsync(new MessageFilter { Labels = ["x"] }, "msg_a");
        await AssertAsync(new MessageFilter { Labels = ["y", "xy"] }, "msg_a", "msg_b");
        await AssertAsync(new MessageFilter { From = Noon.AddMilliseconds(1) }, "msg_b", "msg_c");
        await AssertAsync(new MessageFilter { To = Noon.AddMilliseconds(1) }, "msg_a", "msg_b");
        await AssertAsync(new MessageFilter { QueueNames = ["q"], TopicNames = ["t"] });
    }

    [Fact]
    public async Task One_process_at_a_time_goes_on_with_it_and_the_next_takes_over_after_the_hold()
    {
        await AcceptAsync(Message("msg_1"), Message("msg_2"));
        await Actions.CreateAsync("act_1", new MessageFilter(), Later, None);
        var first = (await Actions.ClaimAsync(Later, Hold, None))!;
        Assert.Null(await Actions.ClaimAsync(Later + Hold - TimeSpan.FromMilliseconds(1), Hold, None));

        var second = (await Actions.ClaimAsync(Later + Hold, Hold, None))!;
        var outdated = await Actions.StepAsync(first, 10, Later, Hold, None);
        Assert.Empty(outdated.Canceled);
        Assert.Null(outdated.Next);
        Assert.Equal(2, (await Actions.StepAsync(second, 10, Later + Hold, Hold, None)).Canceled.Count);
    }

    [Fact]
    public async Task A_step_holds_it_for_longer_and_the_next_owner_goes_on_where_it_ended()
    {
        await AcceptAsync([.. Enumerable.Range(0, 4).Select(i => Message($"msg_{i}"))]);
        await Actions.CreateAsync("act_1", new MessageFilter(), Later, None);
        var claim = (await Actions.ClaimAsync(Later, Hold, None))!;
        var step = await Actions.StepAsync(claim, 2, Later + Hold, Hold, None);
        Assert.Null(await Actions.ClaimAsync(Later + Hold, Hold, None));

        await Actions.ReleaseAsync(step.Next!, None);
        var next = (await Actions.ClaimAsync(Later + Hold, Hold, None))!;
        Assert.Equal(step.Next!.After, next.After);
        Assert.Equal(2, (await Actions.StepAsync(next, 10, Later + Hold, Hold, None)).Canceled.Count);
        Assert.Equal(4, (await Actions.FindAsync("act_1", None))!.Processed);
    }

    [Fact]
    public async Task Counts_what_it_canceled_and_tells_lanes_as_a_single_cancel_does()
    {
        await AcceptAsync(Message("msg_1", InQueue("q")), Message("msg_2", InQueue("q")), Message("msg_3"));
        await Actions.CreateAsync("act_1", new MessageFilter(), Later, None);
        await Get<IMessages>().CancelAsync("msg_3", Later, None);
        var lane = await TakeAsync("q");
        var before = Assert.Single(await Get<ILanes>().LookAsync([lane], None));

        var claim = (await Actions.ClaimAsync(Later, Hold, None))!;
        var step = await Actions.StepAsync(claim, 10, Later, Hold, None);

        Assert.Equal(["q", "q"], step.Canceled.Select(message => message.QueueName));
        var after = Assert.Single(await Get<ILanes>().LookAsync([lane], None));
        Assert.True(after.Signal > before.Signal && after.CanceledThrough > before.CanceledThrough);
        Assert.Empty(await Get<ILanes>().ReadOpenAsync("q", 0, 10, None));
        var done = (await Actions.FindAsync("act_1", None))!;
        Assert.Equal((3L, 2L), (done.Total, done.Processed));
    }

    [Fact]
    public async Task Lists_the_newest_first_and_forgets_the_old_that_are_done()
    {
        for (var i = 0; i < 5; i++)
        {
            await Actions.CreateAsync($"act_{i}", new MessageFilter { Labels = [$"{i}"] }, Noon.AddSeconds(i / 2), None);
        }

        var first = await Actions.ReadListAsync(null, 3, None);
        Assert.Equal(["act_4", "act_3", "act_2"], first.Select(action => action.Id));
        var rest = await Actions.ReadListAsync((first[^1].CreatedAt.ToUnixTimeMilliseconds(), first[^1].Id), 3, None);
        Assert.Equal(["act_1", "act_0"], rest.Select(action => action.Id));
        Assert.Equal(["0"], rest[^1].Filter.Labels);
        Assert.Null(await Actions.FindAsync("act_none", None));

        var claim = (await Actions.ClaimAsync(Later, Hold, None))!;
        Assert.Equal("act_0", claim.Action.Id);
        await Actions.StepAsync(claim, 10, Later, Hold, None);
        Assert.Equal(0, await Actions.PruneAsync(Later, None));
        Assert.Equal(1, await Actions.PruneAsync(Later.AddMilliseconds(1), None));
        Assert.Null(await Actions.FindAsync("act_0", None));
    }

    private async Task AssertAsync(MessageFilter filter, params string[] messageIds)
    {
        var id = $"act_{Guid.NewGuid():N}";
        var created = await Actions.CreateAsync(id, filter, Later, None);
        Assert.Equal(messageIds.Length, created.Total);
        Assert.Equivalent(filter, (await Actions.FindAsync(id, None))!.Filter, strict: true);

        // Which ones, without canceling them for good: the walk is looked at, not made.
        await using var connection = await Get<BusQStash.Store.Sql.IConnectionSource>().OpenAsync(None);
        var claim = new BulkClaim(created, 0, (-1, ""));
        var seen = await PendingMessages.LookAsync(connection, claim, 100, None);
        Assert.Equal(messageIds, seen.Where(message => message.Found).Select(message => message.Id));
    }
}
