using System.Text;
using BusQStash.Contracts.Messages;
using BusQStash.Contracts.Workflows;
using BusQStash.Store.Events;
using BusQStash.Store.Messages;
using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Workflows;
using Xunit;

namespace BusQStash.Store.Tests.Workflows;

/// <summary>What can be read of runs, whichever engine keeps them.</summary>
public abstract class RunLogContract(IStoreHarness harness) : StoreContract(harness)
{
    private IWorkflowRuns Runs => Get<IWorkflowRuns>();

    private IRunEvents Events => Get<IRunEvents>();

    [Fact]
    public async Task Tells_single_events_of_runs_page_by_page()
    {
        await SubmitAsync(Trigger("wfr_other"));
        var key = (await SubmitAsync(Trigger("wfr_a")))[0].Message.Spec.Workflow!.RunKey;
        await SubmitAsync(Step("wfr_a", "msg_1", "Run", 0, 1), Step("wfr_a", "msg_2", "Run", 1), Step("wfr_a", "msg_3", "SleepFor", 2));
        await Runs.SettleAsync(Attempt("msg_1", MessageState.Failed) with { Run = new WorkflowMessage { RunKey = key } }, None);
        var query = new RunEventQuery { Runs = new RunQuery { RunIds = ["wfr_a"] } };

        var whole = (await Events.ListAsync(query, None)).Select(listed => listed.Key).ToList();
        var paged = new List<RunEventKey>();
        for (RunEventKey? after = null; await Events.ListAsync(query with { After = after, Count = 2 }, None) is { Count: > 0 } page; after = paged[^1])
        {
            paged.AddRange(page.Select(listed => listed.Key));
        }

        var told = await Events.ReadAsync(paged, None);
        Assert.Equal(whole, paged);
        Assert.Equal(paged.Count, told.Count);
        Assert.All(told, entry => Assert.Equal("wfr_a", entry.Run.RunId));
        foreach (var state in new[] { RunEventState.RunStarted, RunEventState.StepSucceeded, RunEventState.StepInProgress, RunEventState.RunFailed })
        {
            var only = Assert.Single(await Events.ListAsync(query with { States = [state] }, None));
            Assert.Equal(state, Assert.Single(await Events.ReadAsync([only.Key], None)).State);
        }
    }

    [Fact]
    public async Task Narrows_single_events_down_to_messages_and_times()
    {
        await SubmitAsync(Trigger("wfr_a"));
        await SubmitAsync(Step("wfr_a", "msg_1", "Run", 1), Step("wfr_a", "msg_2", "Run", 2));
        var query = new RunEventQuery { Runs = new RunQuery() };

        var ofOne = await Events.ListAsync(query with { MessageIds = ["msg_2"] }, None);

        Assert.Equal(
            [RunEventState.Message + (int)EventState.Created, RunEventState.StepSucceeded],
            (await Events.ReadAsync([.. ofOne.Select(listed => listed.Key)], None)).Select(entry => entry.State).OrderDescending());
        Assert.Equal(6, (await Events.ListAsync(query with { From = Noon, To = Noon }, None)).Count);
        Assert.Empty(await Events.ListAsync(query with { To = Noon.AddMilliseconds(-1) }, None));
        Assert.Empty(await Events.ListAsync(query with { From = Noon.AddMilliseconds(1) }, None));
    }

    [Fact]
    public async Task Keeps_messages_of_runs_out_of_the_history_of_all_others()
    {
        var spec = new MessageSpec { Url = "https://a.example/b", Labels = ["x"], CallerIp = "203.0.113.7", FlowControl = new FlowControlSpec("f", 1, null, 1) };
        await SubmitAsync(
            new RunSubmission.Trigger(Message("msg_0", spec), "wfr_a", TriggerMode.Handshake),
            new RunSubmission.Plain(Message("msg_plain", spec)));
        await SubmitAsync(new RunSubmission.Handshake(Message("msg_1", spec), "wfr_a"), Step("wfr_a", "msg_2", "Run", 1));
        await SettleAsync(Attempt("msg_plain", MessageState.Delivered));
        await SettleAsync(Attempt("msg_2", MessageState.Delivered));
        EventQuery[] queries =
        [
            new(), new() { States = [EventState.Delivered, EventState.Created] }, new() { Labels = ["x"] }, new() { Urls = [spec.Url], Hosts = ["a.example"] },
            new() { FlowControlKeys = ["f"], States = [EventState.Delivered] }, new() { CallerIps = ["203.0.113.7"], Labels = ["x"] },
            new() { MessageIds = ["msg_0", "msg_1", "msg_2", "msg_plain"] }, new() { Labels = ["x"], EarliestFirst = true, Count = 2 },
        ];

        foreach (var query in queries)
        {
            var told = await Get<IMessageEvents>().ReadListAsync(query with { WithoutRuns = true }, None);
            Assert.NotEmpty(told);
            Assert.All(told, entry => Assert.Equal("msg_plain", entry.Message.Id));
        }

        Assert.Contains(await Get<IMessageEvents>().ReadListAsync(new EventQuery(), None), entry => entry.Message.Id == "msg_2");
    }

    private async Task<IReadOnlyList<AcceptOutcome>> SubmitAsync(params RunSubmission[] submissions) =>
        Assert.IsType<SubmitResult.Accepted>(await Runs.SubmitAsync(submissions, None)).Messages;

    private static RunSubmission.Trigger Trigger(string runId) => new(Message($"msg_0_{runId}"), runId, TriggerMode.Sdk);

    private static RunSubmission.Step Step(string runId, string id, string type, int stepId, int target = 0) =>
        new(Message(id) with { Body = Encoding.UTF8.GetBytes("{}") }, runId, StepKind.Entry, new StepFacts(stepId, target, "step", type, 1), OwnsRetries: false);
}
