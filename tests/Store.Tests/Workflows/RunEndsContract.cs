using System.Text;
using BusQStash.Contracts.Messages;
using BusQStash.Contracts.Workflows;
using BusQStash.Store.Delays;
using BusQStash.Store.Messages;
using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Workflows;
using Xunit;

namespace BusQStash.Store.Tests.Workflows;

/// <summary>What the end of a run does to its messages, to the run that invoked it and to what may follow it, whichever engine keeps them. The number in a test's name is that of the invariant in docs/features/workflows.md.</summary>
public abstract class RunEndsContract(IStoreHarness harness) : WorkflowContract(harness)
{
    [Fact]
    public async Task Invariant_5_an_ended_run_takes_nothing_and_sends_nothing()
    {
        await StartAsync("wfr_a");
        await AppendAsync(Delayed(Step("wfr_a", "msg_sleep", 1, "zzz")));
        await WaitAsync("wfr_a", 2, "paid");

        Assert.NotNull(await Runs.EndAsync("wfr_a", "1"u8.ToArray(), Noon, None));

        Assert.IsType<SubmitResult.Ended>(await Runs.SubmitAsync([Step("wfr_a", "msg_late", 3, "late")], None));
        Assert.False((await WaitAsync("wfr_a", 4, "again")).IsAlive);
        Assert.Equal(MessageState.Canceled, (await Get<IMessages>().FindAsync("msg_sleep", None))!.State);
        Assert.Equal(0, await NotifyAsync("paid"));
        Assert.Null(await Get<IDueItems>().NextAsync(None));
        Assert.Null(await Runs.ListAsync("wfr_a", None));
        Assert.NotNull(await Runs.EndAsync("wfr_a", "2"u8.ToArray(), Noon, None));
        Assert.Equal("1", Encoding.UTF8.GetString(Assert.Single(await Get<IRunLog>().ListAsync(new RunQuery { RunIds = ["wfr_a"] }, None)).Response!));
    }

    [Fact]
    public async Task Invariant_5_a_result_that_was_overtaken_is_owed_its_first_attempt_when_the_run_returns()
    {
        var key = await StartAsync("wfr_a");
        await AppendAsync([.. Enumerable.Range(1, 5).Select(i => Plan("wfr_a", $"msg_p{i}", i, 5))]);
        await AppendAsync(Step("wfr_a", "msg_full", 1, "host full", 5));
        await AppendAsync(InLine(Step("wfr_a", "msg_line", 2, "in line", 5)));
        await AppendAsync(Step("wfr_a", "msg_failed", 3, "failed once", 5));
        await AppendAsync(Step("wfr_a", "msg_last", 4, "last", 5));
        foreach (var id in new[] { "msg_full", "msg_last", "msg_p5" })
        {
            Assert.True(await Get<IMessageLedger>().DeferAsync(id, 0, Noon.AddSeconds(1), None));
        }

        await SettleAsync(Attempt("msg_failed", MessageState.Retrying));

        Assert.NotNull(await Runs.EndAsync("wfr_a", [], Noon, None));

        // The last of the block would go on behind it, a plan would run its step, and what failed has had its attempt.
        Assert.Equal(
            [MessageState.Scheduled, MessageState.Waiting, MessageState.Canceled, MessageState.Canceled, MessageState.Canceled],
            await StatesAsync("msg_full", "msg_line", "msg_failed", "msg_last", "msg_p5"));
        Assert.Equal([6, 7, 8], await OwedAsync(key));
    }

    [Theory]
    [InlineData(RunState.Canceled)]
    [InlineData(RunState.Failed)]
    public async Task Invariant_5_nothing_is_owed_by_a_run_that_was_canceled_or_failed(RunState end)
    {
        var key = await StartAsync("wfr_a");
        await AppendAsync(Plan("wfr_a", "msg_p1", 1, 2), Plan("wfr_a", "msg_p2", 2, 2));
        await AppendAsync(Step("wfr_a", "msg_r1", 1, "first", 2));
        await AppendAsync(Step("wfr_a", "msg_r2", 2, "second", 2));
        await Get<IMessageLedger>().DeferAsync("msg_r1", 0, Noon.AddSeconds(1), None);

        await (end == RunState.Canceled ? Runs.CancelAsync(key, Noon, None) : (Task)Runs.SettleAsync(Failed("msg_r2", key, 4), None));

        Assert.Equal([MessageState.Canceled, MessageState.Canceled], await StatesAsync("msg_r1", "msg_p1"));
        Assert.Equal([], await OwedAsync(key));
    }

    [Fact]
    public async Task Invariant_5_the_last_result_of_an_earlier_block_is_not_owed()
    {
        var key = await StartAsync("wfr_a");
        await AppendAsync(Plan("wfr_a", "msg_p1", 1, 2), Plan("wfr_a", "msg_p2", 2, 2));
        await AppendAsync(Step("wfr_a", "msg_r1", 1, "first", 2), Step("wfr_a", "msg_r2", 2, "second", 2));
        await AppendAsync(Plan("wfr_a", "msg_p3", 3, 2), Plan("wfr_a", "msg_p4", 4, 2));
        await AppendAsync(Step("wfr_a", "msg_r4", 4, "first", 2), Step("wfr_a", "msg_r3", 3, "second", 2));
        await AppendAsync(Step("wfr_a", "msg_5", 5, "alone"));

        Assert.Equal([], await OwedAsync(key));
        await Runs.EndAsync("wfr_a", [], Noon, None);

        Assert.Equal([3, 7], await OwedAsync(key));
    }

    [Fact]
    public async Task Invariant_5_a_failure_ends_the_run_once_with_one_failure_callback()
    {
        var key = await StartAsync("wfr_a");
        await AppendAsync(Plan("wfr_a", "msg_1", 1, 2), Plan("wfr_a", "msg_2", 2, 2));

        var first = await Runs.SettleAsync(Failed("msg_1", key, 1), None);
        var second = await Runs.SettleAsync(Failed("msg_2", key, 2), None);

        Assert.Equal((SettleStatus.Settled, 1), (first.Status, first.Callbacks.Count));
        Assert.Equal(SettleStatus.Superseded, second.Status);
        var run = Assert.Single(await Get<IRunLog>().ListAsync(new RunQuery { RunIds = ["wfr_a"] }, None));
        Assert.Equal((RunState.Failed, "dlq-msg_1", FailureState.InProgress), (run.State, run.DlqId, run.Failure));
        Assert.Equal(MessageState.Ready, (await Get<IMessages>().FindAsync("msg_1_failed", None))!.State);
        Assert.Null(await Get<IMessages>().FindAsync("msg_2_failed", None));

        // Listed with their lengths, and read by themselves.
        var letter = Assert.Single(await Get<IRunLog>().ListDeadLettersAsync(new RunQuery(), None));
        Assert.Equal((key, "dlq-msg_1", true), (letter.Key.RunKey, letter.Key.DlqId, letter.Bytes > 0));
        Assert.True((await Get<IRunLog>().StepBytesAsync([key], None))[key] > 0);
        Assert.Equal("dlq-msg_1", Assert.Single(await Get<IRunLog>().DeadLettersAsync(new RunQuery { DlqIds = ["dlq-msg_1"] }, None)).Letter.DlqId);
    }

    [Fact]
    public async Task Invariant_6_a_parent_hears_of_its_child_once()
    {
        await StartAsync("wfr_parent");
        await InvokeAsync("wfr_parent", 1, "wfr_child");

        var ended = await Runs.EndAsync("wfr_child", "{\"n\":1}"u8.ToArray(), Noon, None);
        var again = await Runs.EndAsync("wfr_child", "{\"n\":2}"u8.ToArray(), Noon, None);

        Assert.Single(ended!.Accepted);
        Assert.Empty(again!.Accepted);
        var list = await Runs.ListAsync("wfr_parent", None);
        Assert.Equal(
            """{"stepId":1,"stepName":"sub","stepType":"Invoke","concurrent":1,"out":"{\"body\":\"{\\\"n\\\":1}\",\"isFailed\":false,\"isCanceled\":false}"}""",
            Encoding.UTF8.GetString(list![1].Body.Span));
    }

    [Fact]
    public async Task Invariant_6_an_ended_parent_is_told_in_its_list_and_nobody_is_called()
    {
        var key = await StartAsync("wfr_parent");
        await InvokeAsync("wfr_parent", 1, "wfr_child");
        await Runs.CancelAsync(key, Noon, None);

        var ended = await Runs.EndAsync("wfr_child", "1"u8.ToArray(), Noon, None);

        Assert.Empty(ended!.Accepted);
        Assert.Equal(2, (await Runs.ReadAsync(key, 100, None))!.Entries.Count);
    }

    [Fact]
    public async Task A_failed_run_is_resumed_once_with_its_finished_steps()
    {
        var key = await StartAsync("wfr_a");
        await AppendAsync(Step("wfr_a", "msg_1", 1, "a"));
        await Runs.SettleAsync(Failed("msg_1", key, 1), None);
        var revival = new RunRevival("dlq-msg_1", "wfr_b", Spec(), FromStart: false, Noon);

        var (_, revived) = await Get<IFailedRuns>().ReviveAsync(revival, None);
        var (_, again) = await Get<IFailedRuns>().ReviveAsync(revival with { RunId = "wfr_c" }, None);

        Assert.Null(again);
        var message = Assert.Single(revived!.Effects.Accepted).Message;
        Assert.Equal(("wfr_b", 1), (message.Spec.Workflow!.RunId, message.Spec.Workflow.Position));
        Assert.Equal(2, (await IdsAsync("wfr_b")).Length);
    }

    [Fact]
    public async Task Does_not_resume_under_the_id_of_a_run_that_lives()
    {
        var key = await StartAsync("wfr_a");
        await StartAsync("wfr_b");
        await Runs.SettleAsync(Failed("msg_0_wfr_a", key, 0), None);

        var taken = await Get<IFailedRuns>().ReviveAsync(new RunRevival("dlq-msg_0_wfr_a", "wfr_b", Spec(), FromStart: true, Noon), None);
        var (_, revived) = await Get<IFailedRuns>().ReviveAsync(new RunRevival("dlq-msg_0_wfr_a", "wfr_c", Spec(), FromStart: true, Noon), None);

        Assert.Equal((true, null), taken);
        Assert.NotNull(revived);
    }

    [Fact]
    public async Task Forgets_ended_runs_and_never_living_ones()
    {
        await StartAsync("wfr_ended");
        await StartAsync("wfr_alive");
        await Runs.EndAsync("wfr_ended", [], Noon, None);

        Assert.Equal(0, await Get<IRunLog>().ForgetAsync(Noon, 10, None));
        Assert.Equal(1, await Get<IRunLog>().ForgetAsync(Noon.AddSeconds(1), 10, None));

        Assert.Equal("wfr_alive", Assert.Single(await Get<IRunLog>().ListAsync(new RunQuery(), None)).RunId);
    }

    private Task<IReadOnlyList<AcceptOutcome>> InvokeAsync(string parent, int stepId, string child)
    {
        var step = Encoding.UTF8.GetBytes($$"""{"stepId":{{stepId}},"stepName":"sub","stepType":"Invoke","concurrent":1}""");
        var invoker = new RunInvoker(parent, Url, new StepFacts(stepId, 0, "sub", "Invoke", 1), step, Own(), OwnsRetries: false);
        return AppendAsync(new RunSubmission.Trigger(Message($"msg_0_{child}", Spec()), child, TriggerMode.Sdk, invoker));
    }

    private async Task<MessageState[]> StatesAsync(params string[] ids)
    {
        var found = (await Get<IMessages>().FindManyAsync(ids, None)).ToDictionary(message => message.Id, message => message.State);
        return [.. ids.Select(id => found[id])];
    }

    private async Task<List<int>> OwedAsync(long runKey)
    {
        var owed = new List<int>();
        for (var position = 0; position < 12; position++)
        {
            if (await Runs.IsOwedAsync(runKey, position, None))
            {
                owed.Add(position);
            }
        }

        return owed;
    }

    private static AttemptSettlement Failed(string id, long runKey, int position) => Attempt(id, MessageState.Failed) with
    {
        Run = new WorkflowMessage { RunKey = runKey, Position = position },
        Callbacks =
        [
            Message($"{id}_failed") with
            {
                IdIsDerived = true,
                Spec = new MessageSpec { Url = Url, Workflow = new WorkflowMessage { RunKey = runKey, CallType = WorkflowCallType.FailureCall } },
            },
        ],
    };

    private static RunSubmission.Step Delayed(RunSubmission.Step step) => With(step, step.Message.Spec with { NotBefore = Noon.AddMinutes(5).ToUnixTimeMilliseconds() });

    private static RunSubmission.Step InLine(RunSubmission.Step step) => With(step, step.Message.Spec with { FlowControl = new FlowControlSpec("key", null, null, 1) });

    private static RunSubmission.Step With(RunSubmission.Step step, MessageSpec spec) => new(step.Message with { Spec = spec }, step.RunId, step.Kind, step.Facts, step.OwnsRetries);
}
