using BusQStash.Contracts.Messages;
using BusQStash.Store.BulkActions;
using BusQStash.Store.Dlq;
using BusQStash.Store.Messages;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.BulkActions;

public abstract class DeadLetterActionsContract(IStoreHarness harness) : StoreContract(harness)
{
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(10);
    private static readonly DateTimeOffset Later = Noon.AddMinutes(1);

    private IBulkActions Actions => Get<IBulkActions>();

    private IDeadLetterActions DeadLetters => Get<IDeadLetterActions>();

    [Fact]
    public async Task An_action_is_stored_with_its_filter_and_overrides()
    {
        await FailAsync("msg_1", "https://a.example/x", 1);
        await FailAsync("msg_2", "https://b.example/x", 2);
        await FailAsync("msg_3", "https://a.example/x", 120);
        var created = await DeadLetters.CreateAsync(
            Action("act_1", BulkKind.DlqRetry) with
            {
                DeadLetters = new DeadLetterFilter { Query = new DlqQuery { ResponseStatuses = [500] }, Hosts = ["a.example"] },
                Overrides = new Dictionary<string, string> { ["Upstash-Retries"] = "3" },
            },
            Later,
            None);

        Assert.Equal((1L, false), (created.Total, created.TotalCapped));
        var read = (await Actions.FindAsync("act_1", None))!;
        Assert.Equal((BulkKind.DlqRetry, Later, "3"), (read.Kind, read.Through, read.Overrides!["Upstash-Retries"]));
        Assert.Equal([500], read.DeadLetters!.Query.ResponseStatuses);
        Assert.Equal(["a.example"], read.DeadLetters.Hosts);
    }

    [Fact]
    public async Task A_step_made_again_counts_nothing_twice()
    {
        await FailAsync("msg_1", "https://a.example", 1);
        await FailAsync("msg_2", "https://a.example", 2);
        await DeadLetters.CreateAsync(Action("act_1", BulkKind.DlqDelete), Later, None);
        var claim = (await Actions.ClaimAsync(Later, Hold, None))!;
        var progress = new BulkProgress((1, "dlq-msg_1"), ["dlq-msg_1"], [("dlq-msg_2", "no")], IsLast: false);

        var next = await DeadLetters.RecordAsync(claim, progress, Later, Hold, None);
        await DeadLetters.RecordAsync(claim, progress with { Refused = [] }, Later, Hold, None);

        Assert.Equal(progress.After, next!.After);
        var action = (await Actions.FindAsync("act_1", None))!;
        Assert.Equal((2L, 1L, 1L), (action.Total, action.Processed, action.Refused));
        Assert.Equal(new RefusalCount(1, "dlq-msg_2"), action.Refusals!["no"]);
        Assert.Equal(["dlq-msg_2"], (await Get<IDeadLetters>().ListAsync(new DlqQuery(), None)).Select(letter => letter.Key.DlqId));
    }

    [Fact]
    public async Task A_process_without_the_claim_or_after_the_stop_removes_no_dead_letter()
    {
        await FailAsync("msg_1", "https://a.example", 1);
        await DeadLetters.CreateAsync(Action("act_1", BulkKind.DlqDelete), Later, None);
        var first = (await Actions.ClaimAsync(Later, Hold, None))!;
        var second = (await Actions.ClaimAsync(Later + Hold, Hold, None))!;
        var progress = new BulkProgress((1, "dlq-msg_1"), ["dlq-msg_1"], [], IsLast: false);
        Assert.Null(await DeadLetters.RecordAsync(first, progress, Later, Hold, None));

        Assert.True(await DeadLetters.StopAsync("act_1", Later, None));
        Assert.False(await DeadLetters.StopAsync("act_1", Later, None));
        Assert.False(await DeadLetters.StopAsync("act_none", Later, None));
        Assert.Null(await DeadLetters.RecordAsync(second, progress, Later, Hold, None));
        Assert.NotNull(await Get<IDeadLetters>().FindAsync("dlq-msg_1", None));
        var action = (await Actions.FindAsync("act_1", None))!;
        Assert.Equal((true, Later, 0L), (action.Stopped, action.CompletedAt, action.Processed));
        Assert.Null(await Actions.ClaimAsync(Later.AddDays(1), Hold, None));
    }

    [Fact]
    public async Task Reasons_are_counted_and_so_many_are_told_apart()
    {
        await DeadLetters.CreateAsync(Action("act_1", BulkKind.DlqRetry), Later, None);
        var claim = (await Actions.ClaimAsync(Later, Hold, None))!;
        var refused = Enumerable.Range(0, 25).SelectMany(i => new[] { ($"{i}-1", $"reason {i}"), ($"{i}-2", $"reason {i}") }).ToList();
        Assert.Null(await DeadLetters.RecordAsync(claim, new BulkProgress((1, "x"), [], refused, IsLast: true), Later, Hold, None));

        var action = (await Actions.FindAsync("act_1", None))!;
        Assert.Equal((50L, 50L, 21, 10L), (action.Refused, action.Total, action.Refusals!.Count, action.Refusals["other reasons"].Count));
        Assert.Equal((2L, "3-1"), (action.Refusals["reason 3"].Count, action.Refusals["reason 3"].Sample));
    }

    [Fact]
    public async Task A_cancel_is_about_what_was_there_at_its_time()
    {
        await AcceptAsync(Message("msg_1"), Message("msg_2", createdAt: Noon.AddSeconds(2)));
        var created = await DeadLetters.CreateAsync(Action("act_1", BulkKind.Cancel) with { Through = Noon.AddSeconds(1) }, Later, None);
        Assert.Equal(1, created.Total);
        var step = await Actions.StepAsync((await Actions.ClaimAsync(Later, Hold, None))!, 10, Later, Hold, None);
        Assert.Equal(["msg_1"], step.Canceled.Select(message => message.MessageId));
    }

    private static NewBulkAction Action(string id, BulkKind kind) => new() { Id = id, Kind = kind, Through = Later };

    private async Task FailAsync(string id, string url, int seconds)
    {
        await AcceptAsync(Message(id, new MessageSpec { Url = url }));
        await SettleAsync(Attempt(id, MessageState.Failed) with { FinishedAt = Noon.AddSeconds(seconds) });
    }
}
