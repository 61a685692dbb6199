using System.Text;
using BusQStash.Contracts.Messages;
using BusQStash.Contracts.Workflows;
using BusQStash.Store.Delays;
using BusQStash.Store.Dlq;
using BusQStash.Store.Messages;
using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Workflows;
using Xunit;

namespace BusQStash.Store.Tests.Workflows;

/// <summary>What must always hold of workflow runs, whichever engine keeps them. The number in a test's name is that of the invariant in docs/features/workflows.md.</summary>
public abstract class RunsContract(IStoreHarness harness) : StoreContract(harness)
{
    private const string Url = "https://app.example.com/wf";

    private IWorkflowRuns Runs => Get<IWorkflowRuns>();

    private IWaiters Waiters => Get<IWaiters>();

    [Fact]
    public async Task Invariant_1_a_step_that_comes_twice_has_the_first_result_and_the_first_id()
    {
        await StartAsync("wfr_a");
        var first = await AppendAsync(Step("wfr_a", "msg_1", 1, "first"));

        var second = await AppendAsync(Step("wfr_a", "msg_2", 1, "second"));

        Assert.Equal(AcceptOutcome.DuplicateOf(second[0].Message, "msg_1"), second[0]);
        Assert.False(first[0].Deduplicated);
        Assert.Equal(["msg_0_wfr_a", "msg_1"], await IdsAsync("wfr_a"));
        Assert.Null(await Get<IMessages>().FindAsync("msg_2", None));
    }

    [Fact]
    public async Task Invariant_2_only_the_birth_of_a_step_makes_a_message()
    {
        await StartAsync("wfr_a");
        var (a, b) = (Step("wfr_a", "msg_1", 1, "a"), Step("wfr_a", "msg_2", 1, "b"));

        var results = await Task.WhenAll(AppendAsync(a), AppendAsync(b));

        Assert.Single(results, result => !result[0].Deduplicated);
        Assert.Single(await Get<IMessages>().FindManyAsync(["msg_1", "msg_2"], None));
    }

    [Fact]
    public async Task Invariant_3_exactly_one_result_of_a_block_has_all_others_before_it()
    {
        const int width = 40;
        await StartAsync("wfr_a");
        await AppendAsync([.. Enumerable.Range(1, width).Select(i => Plan("wfr_a", $"msg_p{i}", i, width))]);

        var results = await Task.WhenAll(Enumerable.Range(1, width).Select(i => AppendAsync(Step("wfr_a", $"msg_r{i}", i, "x", width))));

        var positions = results.Select(result => result[0].Message.Spec.Workflow!.Position).Order().ToArray();
        Assert.Equal(Enumerable.Range(width + 1, width), positions);
        var last = await Runs.ReadAsync(results[0][0].Message.Spec.Workflow!.RunKey, positions[^1], None);
        Assert.Equal(1 + (2 * width), last!.Entries.Count);
    }

    [Fact]
    public async Task Invariant_4_a_wait_ends_once_by_notification_timeout_or_end()
    {
        await StartAsync("wfr_a");
        await WaitAsync("wfr_a", 1, "paid");
        var token = Assert.IsType<DueItem.Waiter>(Assert.Single(await Get<IDueItems>().ClaimAsync(Noon.AddHours(2), 10, TimeSpan.FromMinutes(1), None))).Token;

        var outcomes = await Task.WhenAll(
            NotifyAsync("paid"), NotifyAsync("paid"), TimeOutAsync(token), TimeOutAsync(token));

        Assert.Equal(1, outcomes.Sum());
        Assert.Equal(2, (await IdsAsync("wfr_a")).Length);
        Assert.Empty(await Waiters.ListAsync("paid", None));
    }

    [Fact]
    public async Task Invariant_4_an_event_that_came_before_the_wait_ends_it_and_only_it()
    {
        await StartAsync("wfr_a");
        await Waiters.NotifyRunAsync("wfr_a", "paid", "one"u8.ToArray(), onlyOne: false, Noon, None);
        await Waiters.NotifyRunAsync("wfr_a", "paid", "two"u8.ToArray(), onlyOne: false, Noon, None);

        var first = await WaitAsync("wfr_a", 1, "paid");
        var second = await WaitAsync("wfr_a", 2, "paid");
        var third = await WaitAsync("wfr_a", 3, "paid");

        Assert.Single(first.Effects.Accepted);
        Assert.Single(second.Effects.Accepted);
        Assert.Empty(third.Effects.Accepted);
        var steps = (await Runs.ListAsync("wfr_a", None))!.Skip(1).Select(entry => Encoding.UTF8.GetString(entry.Body.Span)).ToArray();
        Assert.Contains($"\"out\":\"{Convert.ToBase64String("one"u8)}\"", steps[0], StringComparison.Ordinal);
        Assert.Contains($"\"out\":\"{Convert.ToBase64String("two"u8)}\"", steps[1], StringComparison.Ordinal);
    }

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
    public async Task Invariant_7_what_was_not_sent_before_a_death_is_found_again()
    {
        await StartAsync("wfr_a");
        var step = (await AppendAsync(Step("wfr_a", "msg_1", 1, "a")))[0];
        await WaitAsync("wfr_a", 2, "paid");

        // The message has its number among its process's commands, the timeout its due row: both are looked after by others.
        Assert.True(step.OriginNumber > 0);
        var claimed = await Get<IDueItems>().ClaimAsync(Noon.AddHours(2), 10, TimeSpan.FromMinutes(1), None);
        var again = await Get<IDueItems>().ClaimAsync(Noon.AddHours(3), 10, TimeSpan.FromMinutes(1), None);
        Assert.Equal(Assert.Single(claimed).Token, Assert.Single(again).Token);
    }

    [Fact]
    public async Task Invariant_8_a_list_only_grows()
    {
        var key = await StartAsync("wfr_a");
        await AppendAsync(Step("wfr_a", "msg_1", 1, "a"));
        var before = (await Runs.ReadAsync(key, 1, None))!.Entries;

        await AppendAsync(Step("wfr_a", "msg_2", 2, "b"), Step("wfr_a", "msg_again", 1, "other"));

        var after = (await Runs.ReadAsync(key, 1, None))!.Entries;
        Assert.Equal(before.Select(entry => (entry.MessageId, Encoding.UTF8.GetString(entry.Body.Span))), after.Select(entry => (entry.MessageId, Encoding.UTF8.GetString(entry.Body.Span))));
        Assert.Equal(["msg_0_wfr_a", "msg_1", "msg_2"], await IdsAsync("wfr_a"));
    }

    [Fact]
    public async Task Invariant_9_one_step_of_an_ended_run_keeps_all_others_out()
    {
        await StartAsync("wfr_alive");

        var result = await Runs.SubmitAsync(
            [Step("wfr_alive", "msg_1", 1, "a"), new RunSubmission.Plain(Message("msg_plain")), Step("wfr_gone", "msg_2", 1, "b")], None);

        Assert.IsType<SubmitResult.Ended>(result);
        Assert.Empty(await Get<IMessages>().FindManyAsync(["msg_1", "msg_2", "msg_plain"], None));
        Assert.Equal(["msg_0_wfr_alive"], await IdsAsync("wfr_alive"));
    }

    [Fact]
    public async Task Invariant_9_a_run_that_is_full_takes_none_of_a_request()
    {
        await StartAsync("wfr_a");

        var result = await Runs.SubmitAsync([.. Enumerable.Range(1, 10_000).Select(i => Step("wfr_a", $"msg_{i}", i, ""))], None);

        Assert.IsType<SubmitResult.OverLimit>(result);
        Assert.Equal(["msg_0_wfr_a"], await IdsAsync("wfr_a"));
    }

    [Fact]
    public async Task Invariant_10_a_plain_message_leaves_no_trace_among_runs()
    {
        await AcceptAsync(Message("msg_plain"));
        await SettleAsync(Attempt("msg_plain", MessageState.Failed));

        Assert.Null((await Get<IMessages>().FindAsync("msg_plain", None))!.Spec.Workflow);
        Assert.Empty(await Get<IRunLog>().ListAsync(new RunQuery(), None));
        Assert.Single(await Get<IDeadLetters>().ListAsync(new DlqQuery(), None));
    }

    [Fact]
    public async Task Lists_that_are_read_together_are_each_their_own()
    {
        var (a, b) = (await StartAsync("wfr_a"), await StartAsync("wfr_b"));
        await AppendAsync(Step("wfr_a", "msg_a", 1, "a"), Step("wfr_b", "msg_b", 1, "b"));
        await Runs.CancelAsync(b, Noon, None);
        (long RunKey, int Position)[] wanted = [(a, 0), (b, 1), (99, 1), (a, 1), (b, -1), (a, 1)];

        var lists = await Task.WhenAll(wanted.Select(one => Runs.ReadAsync(one.RunKey, one.Position, None)));

        Assert.Equal(
            ["True msg_0_wfr_a", "False msg_0_wfr_b,msg_b", "", "True msg_0_wfr_a,msg_a", "False ", "True msg_0_wfr_a,msg_a"],
            lists.Select(list => list is null ? "" : $"{list.IsAlive} {string.Join(',', list.Entries.Select(entry => entry.MessageId))}"));
    }

    [Fact]
    public async Task A_second_start_of_a_living_run_is_answered_with_its_first_message()
    {
        await StartAsync("wfr_a");

        var again = await AppendAsync(new RunSubmission.Trigger(Message("msg_other", Spec()), "wfr_a", TriggerMode.Sdk));
        await Runs.EndAsync("wfr_a", [], Noon, None);
        var later = await AppendAsync(new RunSubmission.Trigger(Message("msg_later", Spec()), "wfr_a", TriggerMode.Sdk));

        Assert.Equal(AcceptOutcome.DuplicateOf(again[0].Message, "msg_0_wfr_a"), again[0]);
        Assert.False(later[0].Deduplicated);
        Assert.Equal(2, (await Get<IRunLog>().ListAsync(new RunQuery { RunIds = ["wfr_a"] }, None)).Select(run => run.CreatedAt).Distinct().Count());
    }

    [Fact]
    public async Task A_later_message_takes_what_the_trigger_said_for_all()
    {
        var spec = Spec() with { FlowControl = new FlowControlSpec("key", 5, null, 1) };
        await AppendAsync(new RunSubmission.Trigger(Message("msg_0", spec), "wfr_a", TriggerMode.Sdk));

        var step = (await AppendAsync(Step("wfr_a", "msg_1", 1, "a")))[0].Message.Spec;

        Assert.Equal((7, "500", "key"), (step.MaxRetries, step.RetryDelayExpression, step.FlowControl?.Key));
        Assert.Equal(["X-Mine: kept"], step.Headers.Select(header => $"{header.Name}: {header.Value}"));
        Assert.Equal("https://app.example.com/failed", step.FailureCallback!.Url);
        Assert.Equal(["red"], step.Labels);
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

    private async Task<long> StartAsync(string runId) =>
        (await AppendAsync(new RunSubmission.Trigger(Message($"msg_0_{runId}", Spec()), runId, TriggerMode.Sdk)))[0].Message.Spec.Workflow!.RunKey;

    private async Task<IReadOnlyList<AcceptOutcome>> AppendAsync(params RunSubmission[] submissions) =>
        Assert.IsType<SubmitResult.Accepted>(await Runs.SubmitAsync(submissions, None)).Messages;

    private Task<WaitOutcome> WaitAsync(string runId, int stepId, string eventId) => Waiters.WaitAsync(
        new WaitRequest
        {
            RunId = runId,
            EventId = eventId,
            Facts = new StepFacts(stepId, 0, "wait", "Wait", 1),
            Step = Encoding.UTF8.GetBytes($$"""{"stepId":{{stepId}},"stepType":"Wait","stepName":"wait","concurrent":1}"""),
            Timeout = "1h",
            Deadline = Noon.AddHours(1),
            Resume = Own(),
            TimeoutResume = Own(),
            View = new WaiterView(Url, "{}"u8.ToArray(), Url, "{}"u8.ToArray(), null),
            Now = Noon,
        },
        None);

    private Task<IReadOnlyList<AcceptOutcome>> InvokeAsync(string parent, int stepId, string child)
    {
        var step = Encoding.UTF8.GetBytes($$"""{"stepId":{{stepId}},"stepName":"sub","stepType":"Invoke","concurrent":1}""");
        var invoker = new RunInvoker(parent, Url, new StepFacts(stepId, 0, "sub", "Invoke", 1), step, Own(), OwnsRetries: false);
        return AppendAsync(new RunSubmission.Trigger(Message($"msg_0_{child}", Spec()), child, TriggerMode.Sdk, invoker));
    }

    private async Task<int> NotifyAsync(string eventId) => (await Waiters.NotifyAsync(eventId, "yes"u8.ToArray(), Noon, None)).Waiters.Count;

    private async Task<int> TimeOutAsync(string token) => (await Waiters.TimeOutAsync(token, Noon, None)).Accepted.Count;

    private async Task<string[]> IdsAsync(string runId) => [.. (await Runs.ListAsync(runId, None))!.Select(entry => entry.MessageId)];

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

    private static RunSubmission.Step Step(string runId, string id, int stepId, string result, int concurrent = 1) =>
        new(Message(id, Own()) with { Body = Encoding.UTF8.GetBytes(result) }, runId, StepKind.Entry, new StepFacts(stepId, 0, "step", "Run", concurrent), OwnsRetries: false);

    private static RunSubmission.Step Plan(string runId, string id, int target, int concurrent) =>
        new(Message(id, Own()), runId, StepKind.Entry, new StepFacts(0, target, "step", "Run", concurrent), OwnsRetries: false);

    private static RunSubmission.Step Delayed(RunSubmission.Step step) => With(step, step.Message.Spec with { NotBefore = Noon.AddMinutes(5).ToUnixTimeMilliseconds() });

    private static RunSubmission.Step InLine(RunSubmission.Step step) => With(step, step.Message.Spec with { FlowControl = new FlowControlSpec("key", null, null, 1) });

    private static RunSubmission.Step With(RunSubmission.Step step, MessageSpec spec) => new(step.Message with { Spec = spec }, step.RunId, step.Kind, step.Facts, step.OwnsRetries);

    private static MessageSpec Own() => new() { Url = Url };

    private static MessageSpec Spec() => new()
    {
        Url = Url,
        MaxRetries = 7,
        RetryDelayExpression = "500",
        Headers = [new HeaderLine("X-Mine", "kept")],
        Labels = ["red"],
        FailureCallback = new CallbackSpec { Url = "https://app.example.com/failed" },
        Options = [new HeaderLine("Feature-Set", "LazyFetch,InitialBody,WF_DetectTrigger,WF_TriggerOnConfig")],
    };
}
