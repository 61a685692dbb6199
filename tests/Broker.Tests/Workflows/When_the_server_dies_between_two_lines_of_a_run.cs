using System.Text.Json;
using BusQStash.Testing;
using Xunit;

namespace BusQStash.Broker.Tests.Workflows;

/// <summary>
/// Every line between which a run may stand still: a transaction that is about to be made, or was made and is followed by a command or an answer.
/// The process ends itself there, once, and is started again.
/// </summary>
public abstract class When_the_server_dies_between_two_lines_of_a_run(CrashingServerFixture fixture)
{
    private const string Submitting = "before IWorkflowRuns.SubmitAsync";
    private const string Submitted = "after IWorkflowRuns.SubmitAsync";
    private const string Settling = "before IWorkflowRuns.SettleAsync";
    private const string Settled = "after IWorkflowRuns.SettleAsync";
    private const string Ending = "before IWorkflowRuns.EndAsync";
    private const string Ended = "after IWorkflowRuns.EndAsync";

    private static int _lastRun;

    /// <summary>Places in the list of the first of two results. It advances nothing: the run may end before it is delivered again, and it is delivered all the same.</summary>
    private const int FirstResult = 5;

    private const int UsualLines = 6;

    private static readonly (string Line, string Moment)[] All =
    [
        (Submitted, "the trigger"),
        (Submitted, "the handshake"),
        (Submitting, "step 1"),
        (Submitted, "step 1"),
        ("before the answer to POST", "step 1"),
        ("before IMessageLedger.SettleAsync", "the answer to 2 entries"),
        ("after IMessageLedger.SettleAsync", "the answer to 2 entries"),
        (Submitting, "the plans"),
        (Submitted, "the plans"),
        (Submitted, "result 2"),
        (Submitted, "result 3"),
        (Submitted, "the sleep"),
        (Submitted, "the call"),
        (Settling, "the stranger is called"),
        (Settled, "the stranger is called"),
        (Submitted, "the call's result"),
        ("before IWaiters.WaitAsync", "the wait"),
        ("after IWaiters.WaitAsync", "the wait"),
        ("before IWaiters.NotifyAsync", "the run is notified"),
        ("after IWaiters.NotifyAsync", "the run is notified"),
        ("before IWaiters.TimeOutAsync", "the short wait"),
        ("after IWaiters.TimeOutAsync", "the short wait"),
        (Submitting, "the invocation"),
        (Submitted, "the invocation"),
        (Ending, "the child ends"),
        (Ended, "the child ends"),
        (Ending, "the end"),
        (Ended, "the end"),
        ("before the answer to DELETE", "the end"),
    ];

    /// <summary>Where it ends, and the moment of the run from which on: some of all, spread over the run, since each takes nine seconds; all of them when inputs are asked for by number.</summary>
    public static TheoryData<string, string> Lines
    {
        get
        {
            var count = Math.Min(All.Length, CorpusSize.Of(UsualLines));
            var lines = new TheoryData<string, string>();
            foreach (var i in Enumerable.Range(0, count))
            {
                lines.Add(All[i * All.Length / count].Line, All[i * All.Length / count].Moment);
            }

            return lines;
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Every_step_has_one_result_and_advances_the_run_once(string line, string moment)
    {
        var server = await fixture.GetAsync();
        var (workflow, calls) = (new WholeWorkflow(server.Api.Http, server.Destination, NewRun()), new RunCalls(server.Api.Http));
        var armed = 0;
        workflow.Reached = reached =>
        {
            if (reached == moment && Interlocked.Exchange(ref armed, 1) == 0)
            {
                server.EndAt(line);
            }
        };

        var driving = DriveAsync(workflow, calls);
        await server.StartAgainAsync();
        await driving;

        var run = await calls.RunAsync(workflow.RunId, "RUN_SUCCESS");
        Assert.Equal("\"done\"", run.GetProperty("workflowRunResponse").GetString());
        await calls.RunAsync($"{workflow.RunId}-child", "RUN_SUCCESS");
        await RunCalls.UntilDoneAsync(() => Task.FromResult(workflow.Deliveries.Any(delivery => delivery.List.Length == FirstResult)), "the first result to be delivered");
        AssertAdvancedOnce(workflow);
        AssertSteps(workflow.Deliveries.MaxBy(delivery => delivery.List.Length).List);
    }

    [Fact]
    public async Task A_cancel_that_was_not_answered_holds()
    {
        var server = await fixture.GetAsync();
        var (workflow, calls) = (new WholeWorkflow(server.Api.Http, server.Destination, NewRun()), new RunCalls(server.Api.Http));
        await workflow.TriggerAsync();
        await calls.UntilWaitsAsync(workflow.EventId);
        server.EndAt("after IWorkflowRuns.CancelAsync");
        await Assert.ThrowsAsync<HttpRequestException>(() => server.Api.Http.DeleteAsync($"v2/workflows/runs/{workflow.RunId}", TestContext.Current.CancellationToken));
        await server.StartAgainAsync();

        await calls.RunAsync(workflow.RunId, "RUN_CANCELED");
        Assert.Equal(0, await calls.WaitersAsync(workflow.EventId));
        using var again = await server.Api.Http.DeleteAsync($"v2/workflows/runs/{workflow.RunId}", TestContext.Current.CancellationToken);
        Assert.True(again.IsSuccessStatusCode);
    }

    [Theory]
    [InlineData(Settling)]
    [InlineData(Settled)]
    public async Task A_run_that_fails_is_told_of_once_and_can_be_resumed(string line)
    {
        var server = await fixture.GetAsync();
        var (workflow, calls) = (new FailingWorkflow(server.Api.Http, server.Destination, NewRun()), new RunCalls(server.Api.Http));
        server.EndAt(line);
        await workflow.TriggerAsync();
        await server.StartAgainAsync();
        await calls.RunAsync(workflow.RunId, "RUN_FAILED");
        await RunCalls.UntilDoneAsync(() => Task.FromResult(!workflow.Failures.IsEmpty), "the failure function to be called");
        Assert.Single(workflow.Failures.Distinct());
        var letter = Assert.Single(await calls.DeadLettersAsync(workflow.RunId)).GetProperty("dlqId").GetString();

        server.EndAt("after IFailedRuns.ReviveAsync");
        await Assert.ThrowsAsync<HttpRequestException>(() => server.Api.Http.PostAsync($"v2/workflows/dlq/resume/{letter}", null, TestContext.Current.CancellationToken));
        await server.StartAgainAsync();

        await RunCalls.UntilDoneAsync(() => Task.FromResult(workflow.Runs.Distinct().Count() == 2), "the resumed run to be delivered");
        Assert.Empty(await calls.DeadLettersAsync(workflow.RunId));
        Assert.Single(workflow.Failures.Distinct());
    }

    private static string NewRun() => $"run-{Interlocked.Increment(ref _lastRun)}";

    private static async Task DriveAsync(WholeWorkflow workflow, RunCalls calls)
    {
        await RunCalls.UntilDoneAsync(
            async () =>
            {
                await workflow.TriggerAsync();
                return true;
            },
            "the trigger to be answered");
        await calls.UntilWaitsAsync(workflow.EventId);
        await RunCalls.UntilDoneAsync(
            async () =>
            {
                await workflow.NotifyAsync();
                return true;
            },
            "the notification to be answered");
    }

    /// <summary>A list only grows, each of its lengths was delivered, and by one message: nothing was lost, and the join went on once.</summary>
    private static void AssertAdvancedOnce(WholeWorkflow workflow)
    {
        var last = workflow.Deliveries.MaxBy(delivery => delivery.List.Length).List;
        Assert.All(workflow.Deliveries, delivery => Assert.Equal(last.Take(delivery.List.Length), delivery.List));
        var byLength = workflow.Deliveries.Select(delivery => (delivery.List.Length, delivery.MessageId)).Distinct().OrderBy(one => one.Length).ToList();
        int[] lengths = [.. byLength.Select(one => one.Length)];
        Assert.Equal(Enumerable.Range(1, WholeWorkflow.Entries), lengths);
        Assert.Equal(lengths.Length, byLength.Select(one => one.MessageId).Distinct().Count());
    }

    private static void AssertSteps(string[] list)
    {
        Assert.Equal("payload", list[0]);
        var steps = list.Skip(1).Select(step => JsonElement.Parse(step)).ToList();
        var ids = steps.Select(step => step.GetProperty("stepId").GetInt32()).ToList();
        Assert.Equal([1, 0, 0], ids.Take(3));
        Assert.Equal([2, 3], ids.Skip(3).Take(2).Order());
        Assert.Equal([4, 5, 6, 7, 8], ids.Skip(5));
        Assert.True(steps[7].TryGetProperty("out", out _) && !steps[7].TryGetProperty("waitTimeout", out _), "It was notified.");
        Assert.True(steps[8].GetProperty("waitTimeout").GetBoolean(), "Nobody notified it.");
        Assert.False(JsonElement.Parse(steps[9].GetProperty("out").GetString()!).GetProperty("isFailed").GetBoolean());
    }
}
