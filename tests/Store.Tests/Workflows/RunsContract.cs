using System.Text;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Delays;
using BusQStash.Store.Dlq;
using BusQStash.Store.Messages;
using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Workflows;
using Xunit;

namespace BusQStash.Store.Tests.Workflows;

/// <summary>What must always hold of runs and their steps, whichever engine keeps them. The number in a test's name is that of the invariant in docs/features/workflows.md.</summary>
public abstract class RunsContract(IStoreHarness harness) : WorkflowContract(harness)
{
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
        Assert.Equal(["X-Mine: kept", "Upstash-Label: red"], step.Headers.Select(header => $"{header.Name}: {header.Value}"));
        Assert.Equal("https://app.example.com/failed", step.FailureCallback!.Url);
        Assert.Equal(["red"], step.Labels);
    }
}
