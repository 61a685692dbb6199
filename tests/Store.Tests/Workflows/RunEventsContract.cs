using BusQStash.Contracts.Messages;
using BusQStash.Contracts.Workflows;
using BusQStash.Store.Messages;
using BusQStash.Store.Outbox;
using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Workflows;
using Xunit;

namespace BusQStash.Store.Tests.Workflows;

/// <summary>The outbox holds what happened to runs from the moment it has happened, and once.</summary>
public abstract class RunEventsContract(IStoreHarness harness) : StoreContract(harness)
{
    private const string Url = "https://app.example.com/wf";

    private IWorkflowRuns Runs => Get<IWorkflowRuns>();

    [Fact]
    public async Task A_start_is_told_with_the_run_and_a_second_one_is_not()
    {
        var started = await StartAsync("wfr_a");
        var again = await StartAsync("wfr_a", "msg_other");

        Assert.Empty(again.Events);
        var entry = Assert.Single(await OutboxAsync());
        Assert.Equal(entry.Id, Assert.Single(started.Events).Id);
        var told = Assert.IsType<WorkflowRunStarted>(started.Events[0].Event);
        Assert.Equal(("wfr_a", Url, Noon, null), (told.WorkflowRunId, told.WorkflowUrl, told.CreatedAt, told.InvokerRunId));
        Assert.Equal(["red"], told.Labels);
    }

    [Fact]
    public async Task Each_start_of_a_request_is_told_by_itself()
    {
        var result = Assert.IsType<SubmitResult.Accepted>(await Runs.SubmitAsync([Trigger("wfr_a"), Trigger("wfr_b"), new RunSubmission.Plain(Message("msg_plain"))], None));

        Assert.Equal(["wfr_a", "wfr_b"], result.Events.Select(entry => Assert.IsType<WorkflowRunStarted>(entry.Event).WorkflowRunId));
        Assert.Equal(2, (await OutboxAsync()).Length);
        await Get<IOutbox>().RemoveAsync(result.Events, None);
        Assert.Empty(await OutboxAsync());
    }

    [Fact]
    public async Task A_refused_request_tells_nothing()
    {
        var late = new RunSubmission.Step(Message("msg_1"), "wfr_gone", StepKind.Entry, new StepFacts(1, 0, "step", "Run", 1), OwnsRetries: false);

        Assert.IsType<SubmitResult.Ended>(await Runs.SubmitAsync([Trigger("wfr_a"), late], None));

        Assert.Empty(await OutboxAsync());
    }

    [Fact]
    public async Task Its_end_is_told_once()
    {
        await StartAsync("wfr_a");

        var ended = await Runs.EndAsync("wfr_a", "1"u8.ToArray(), Noon.AddSeconds(1), None);
        var again = await Runs.EndAsync("wfr_a", "1"u8.ToArray(), Noon.AddSeconds(2), None);

        Assert.Empty(again!.Events);
        var told = Assert.IsType<WorkflowRunCompleted>(Assert.Single(ended!.Events).Event);
        Assert.Equal(("wfr_a", Noon, Noon.AddSeconds(1)), (told.WorkflowRunId, told.CreatedAt, told.CompletedAt));
        Assert.Equal(["WorkflowRunStarted", "WorkflowRunCompleted"], await KindsAsync());
    }

    [Fact]
    public async Task A_cancel_is_told_with_those_of_its_messages()
    {
        var key = KeyOf(await StartAsync("wfr_a"));

        var canceled = await Runs.CancelAsync(key, Noon.AddSeconds(1), None);

        Assert.Equal(Noon.AddSeconds(1), Assert.IsType<WorkflowRunCanceled>(Assert.Single(canceled!.Events).Event).CanceledAt);
        Assert.Null(await Runs.CancelAsync(key, Noon.AddSeconds(2), None));
        Assert.Equal(["MessageCanceled", "WorkflowRunCanceled", "WorkflowRunStarted"], (await KindsAsync()).Order());
    }

    [Fact]
    public async Task A_failure_is_told_with_its_dead_letter()
    {
        var key = KeyOf(await StartAsync("wfr_a"));

        var outcome = await Runs.SettleAsync(Attempt("msg_0_wfr_a", MessageState.Failed) with { Run = new WorkflowMessage { RunKey = key } }, None);

        var told = Assert.IsType<WorkflowRunFailed>(Assert.Single(outcome.Run!.Events).Event);
        Assert.Equal(("wfr_a", "msg_0_wfr_a", "dlq-msg_0_wfr_a"), (told.WorkflowRunId, told.MessageId, told.DlqId));
        Assert.Contains("WorkflowRunFailed", await KindsAsync());
    }

    [Fact]
    public async Task A_resumed_run_is_a_start()
    {
        var key = KeyOf(await StartAsync("wfr_a"));
        await Runs.SettleAsync(Attempt("msg_0_wfr_a", MessageState.Failed) with { Run = new WorkflowMessage { RunKey = key } }, None);

        var (_, revived) = await Get<IFailedRuns>().ReviveAsync(new RunRevival("dlq-msg_0_wfr_a", "wfr_b", Spec(), FromStart: false, Noon), None);

        Assert.Equal("wfr_b", Assert.IsType<WorkflowRunStarted>(Assert.Single(revived!.Effects.Events).Event).WorkflowRunId);
        Assert.Equal(2, (await KindsAsync()).Count(kind => kind == "WorkflowRunStarted"));
    }

    [Fact]
    public async Task A_run_that_was_invoked_says_by_whom()
    {
        await StartAsync("wfr_parent");
        var invoker = new RunInvoker("wfr_parent", Url, new StepFacts(1, 0, "sub", "Invoke", 1), "{\"stepId\":1}"u8.ToArray(), Spec(), OwnsRetries: false);

        var started = Assert.IsType<SubmitResult.Accepted>(
            await Runs.SubmitAsync([new RunSubmission.Trigger(Message("msg_child", Spec()), "wfr_child", TriggerMode.Sdk, invoker)], None));
        var ended = await Runs.EndAsync("wfr_child", [], Noon, None);

        Assert.Equal("wfr_parent", Assert.IsType<WorkflowRunStarted>(Assert.Single(started.Events).Event).InvokerRunId);
        Assert.Equal("wfr_parent", Assert.IsType<WorkflowRunCompleted>(Assert.Single(ended!.Events).Event).InvokerRunId);
    }

    private async Task<SubmitResult.Accepted> StartAsync(string runId, string? messageId = null) =>
        Assert.IsType<SubmitResult.Accepted>(await Runs.SubmitAsync([Trigger(runId, messageId)], None));

    private async Task<OutboxEntry[]> OutboxAsync() => [.. await Get<IOutbox>().ReadOlderAsync(DateTimeOffset.MaxValue, 100, None)];

    private async Task<string[]> KindsAsync() => [.. (await OutboxAsync()).Select(entry => entry.Kind)];

    private static long KeyOf(SubmitResult.Accepted started) => started.Messages[0].Message.Spec.Workflow!.RunKey;

    private static RunSubmission.Trigger Trigger(string runId, string? messageId = null) =>
        new(Message(messageId ?? $"msg_0_{runId}", Spec()), runId, TriggerMode.Sdk);

    private static MessageSpec Spec() => new() { Url = Url, Labels = ["red"] };
}
