using BusQStash.Store.BulkActions;
using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Workflows;
using Xunit;

namespace BusQStash.Store.Tests.BulkActions;

/// <summary>Cancels of workflow runs in the background, whichever engine keeps them.</summary>
public abstract class RunActionsContract(IStoreHarness harness) : StoreContract(harness)
{
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(10);

    private IRunActions Actions => Get<IRunActions>();

    [Fact]
    public async Task An_action_is_counted_taken_up_gone_on_with_and_done()
    {
        await Get<IWorkflowRuns>().SubmitAsync([Trigger("wfr_a"), Trigger("wfr_b"), Trigger("wfr_c")], None);
        var created = await Actions.CreateAsync("act_1", new RunCancelFilter { UrlPrefixes = ["https://"], Most = 2 }, Noon, None);

        var claim = await Get<IBulkActions>().ClaimAsync(Noon, Hold, None);
        var next = await Actions.RecordAsync(claim!, new RunProgress((5, "7"), 1, IsLast: false), Noon, Hold, None);
        var last = await Actions.RecordAsync(next!, new RunProgress((4, "6"), 1, IsLast: true), Noon, Hold, None);

        Assert.Equal((2L, BulkKind.RunCancel), (created.Total, created.Kind));
        Assert.Equal(["https://"], claim!.Action.Runs!.UrlPrefixes);
        Assert.Equal(((5, "7"), 1L), (next!.After, next.Action.Processed));
        Assert.Null(last);
        var found = await Get<IBulkActions>().FindAsync("act_1", None);
        Assert.Equal((2L, Noon), (found!.Processed, found.CompletedAt));
    }

    [Fact]
    public async Task Who_was_overtaken_writes_nothing_more()
    {
        await Actions.CreateAsync("act_1", new RunCancelFilter(), Noon, None);
        var slow = await Get<IBulkActions>().ClaimAsync(Noon, Hold, None);
        var quick = await Get<IBulkActions>().ClaimAsync(Noon + Hold, Hold, None);

        Assert.Null(await Actions.RecordAsync(slow!, new RunProgress((5, "7"), 3, IsLast: false), Noon + Hold, Hold, None));
        Assert.NotNull(await Actions.RecordAsync(quick!, new RunProgress((5, "7"), 1, IsLast: false), Noon + Hold, Hold, None));

        Assert.Equal(1, (await Get<IBulkActions>().FindAsync("act_1", None))!.Processed);
    }

    [Fact]
    public async Task Those_on_runs_are_listed_by_themselves()
    {
        await Actions.CreateAsync("act_runs", new RunCancelFilter(), Noon, None);
        await Get<IBulkActions>().CreateAsync("act_messages", new MessageFilter(), Noon, None);

        Assert.Equal("act_runs", Assert.Single(await Get<IBulkActions>().ListAsync(ofRuns: true, null, 10, None)).Key.Id);
        Assert.Equal("act_messages", Assert.Single(await Get<IBulkActions>().ListAsync(ofRuns: false, null, 10, None)).Key.Id);
    }

    private static RunSubmission.Trigger Trigger(string runId) => new(Message($"msg_0_{runId}"), runId, TriggerMode.Sdk);
}
