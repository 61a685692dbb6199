using System.Net.Http.Json;
using BusQStash.Client.Publishing;
using BusQStash.Client.Tests.Hosting;
using BusQStash.Client.Workflows;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Client.Tests.Live;

/// <summary>The workflow calls against the server itself; the endpoints are as far along as a test lets them be.</summary>
public sealed class When_a_client_runs_workflows(LiveServer server)
{
    private static readonly Answer Handled = Answer.Status(200, ("Upstash-Workflow-Sdk-Version", "1"));

    [Fact]
    public async Task A_run_is_started_found_and_canceled()
    {
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook(Answer.Hang);
        var workflows = (await server.ClientAsync()).Workflows;

        var run = await workflows.TriggerAsync(hook.Url, MessageBody.Json(new { id = 1 }), new() { Labels = ["client-run"], Headers = Header("X-Mine", "kept") });
        var again = await workflows.TriggerAsync(hook.Url, options: new() { RunId = run.WorkflowRunId });

        Assert.Equal(run with { Deduplicated = true }, again);
        var request = await hook.FirstAsync();
        Assert.Equal((run.WorkflowRunId, "kept"), (request.Header("Upstash-Workflow-RunId"), request.Header("X-Mine")));
        var found = await workflows.FindAsync(run.WorkflowRunId);
        Assert.Equal((WorkflowRunState.Started, run.WorkflowCreatedAt, hook.Url), (found!.State, found.CreatedAt, found.WorkflowUrl));
        Assert.Equal("""{"id":1}""", found.Steps[0].Steps[0].Out);

        await workflows.CancelAsync(run.WorkflowRunId);
        var events = await workflows.ListEventsAsync(new WorkflowRunFilter { Labels = ["client-run"] }).ToListAsync();
        Assert.Equal(("RUN_CANCELED", run.WorkflowRunId), (events[0].State, events[0].WorkflowRunId));
        Assert.Contains("RUN_STARTED", events.Select(entry => entry.State));
        Assert.Equal(0, await workflows.CancelAsync(new WorkflowRunFilter { Labels = ["client-run"] }));
        Assert.Equal(WorkflowRunState.Canceled, (await workflows.ListAsync(new WorkflowRunFilter { Labels = ["client-run"] }).SingleAsync()).State);
        Assert.True((await Assert.ThrowsAsync<BusQStashException>(() => workflows.CancelAsync("wfr_never"))).IsNotFound);
    }

    [Fact]
    public async Task Several_are_started_and_canceled_by_filter()
    {
        var workflows = (await server.ClientAsync()).Workflows;
        var options = new TriggerOptions { Delay = TimeSpan.FromHours(1), Labels = ["client-several"] };

        var runs = await workflows.TriggerAsync([new WorkflowTrigger("https://example.com/a", "x", options), new WorkflowTrigger("https://example.com/b", "y", options)]);

        Assert.Equal(2, runs.Select(run => run.WorkflowRunId).Distinct().Count());
        Assert.Equal(1, await workflows.CancelAsync(new WorkflowRunFilter { WorkflowUrls = ["https://example.com/a"], Labels = ["client-several"] }));
        var bulk = (await server.ClientAsync()).BulkActions;
        var action = await workflows.StartCancelAsync(new WorkflowRunFilter { Labels = ["client-several"] });
        await Eventually.TrueAsync(async () => (await bulk.GetOutcomeAsync(action!)).IsFinished, "the runs to be canceled");
        Assert.Equal(("runCancel", 1L), ((await bulk.GetOutcomeAsync(action!)).Kind, (await bulk.GetOutcomeAsync(action!)).Processed));
        Assert.Equal(0, await workflows.CancelAsync(new WorkflowRunFilter { WorkflowRunIds = [.. runs.Select(run => run.WorkflowRunId)] }));
    }

    [Fact]
    public async Task A_run_that_waits_is_shown_and_notified()
    {
        await using var destination = await Destination.StartAsync();

        // No SDK is there to say that it is a workflow, so it says nothing.
        var hook = destination.AddHook(Answer.Hang);
        var workflows = (await server.ClientAsync()).Workflows;
        var run = await workflows.TriggerAsync(hook.Url);
        await hook.FirstAsync();
        await WaitAsync(run.WorkflowRunId, hook.Url, 1);

        var waiter = Assert.Single(await workflows.WaitersAsync("client-event"));
        Assert.Equal(hook.Url, waiter.Url);
        Assert.InRange(waiter.Deadline, run.WorkflowCreatedAt.AddMinutes(59), run.WorkflowCreatedAt.AddHours(2));
        var notified = Assert.Single(await workflows.NotifyAsync("client-event", MessageBody.Json(new { paid = true })));
        Assert.Equal(run.WorkflowRunId, notified.WorkflowRunId);
        Assert.Equal(notified.MessageId, (await hook.WaitForAsync(2))[1].Header("Upstash-Message-Id"));

        // Kept, since nobody waits; the next wait of this run finds it.
        Assert.Empty(await workflows.NotifyRunAsync(run.WorkflowRunId, "client-event", "later"));
        await WaitAsync(run.WorkflowRunId, hook.Url, 2);
        Assert.Equal(3, (await hook.WaitForAsync(3)).Count);
        Assert.Empty(await workflows.WaitersAsync("client-event"));
        await workflows.CancelAsync(run.WorkflowRunId);
    }

    [Fact]
    public async Task A_failed_run_is_resumed_and_restarted_and_its_failure_function_run_again()
    {
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook(Answer.Status(500));
        var workflows = (await server.ClientAsync()).Workflows;
        var run = await workflows.TriggerAsync(hook.Url, "payload", new() { Retries = 0, Labels = ["client-failed"] });

        var letter = await GivenUpAsync(workflows, run);
        Assert.Equal(("payload", 500, hook.Url), (letter.Body, letter.ResponseStatus, letter.WorkflowUrl));
        var call = (await hook.WaitForAsync(2))[1];
        Assert.Equal(("true", run.WorkflowRunId), (call.Header("Upstash-Workflow-Failure-Callback"), call.Header("Upstash-Workflow-RunId")));
        Assert.Equal(letter, await workflows.Dlq.GetAsync(letter.DlqId), (a, b) => a.DlqId == b.DlqId && a.WorkflowRunId == b.WorkflowRunId);

        hook.AnswerWith = _ => Handled;
        Assert.Equal(run.WorkflowRunId, (await workflows.Dlq.RunFailureFunctionAsync(letter.DlqId)).WorkflowRunId);
        await Eventually.TrueAsync(
            async () => (await workflows.Dlq.GetAsync(letter.DlqId)).FailureFunctionState == FailureFunctionState.Success, "the failure function to have run");
        Assert.Equal(400, (int)(await Assert.ThrowsAsync<BusQStashException>(() => workflows.Dlq.CancelFailureFunctionAsync(letter.DlqId))).StatusCode!);

        hook.AnswerWith = _ => Answer.Status(500);
        var resumed = await workflows.Dlq.ResumeAsync(letter.DlqId, new() { Labels = ["client-resumed"] });
        Assert.NotEqual(run.WorkflowRunId, resumed.WorkflowRunId);
        Assert.True((await Assert.ThrowsAsync<BusQStashException>(() => workflows.Dlq.ResumeAsync(letter.DlqId))).IsNotFound);
        await GivenUpAsync(workflows, resumed);
        var restarted = await workflows.Dlq.RestartAsync(new WorkflowDlqFilter { Labels = ["client-resumed"] }).SingleAsync();
        var last = await GivenUpAsync(workflows, restarted);
        await workflows.Dlq.DeleteAsync(last.DlqId);
        Assert.True((await Assert.ThrowsAsync<BusQStashException>(() => workflows.Dlq.DeleteAsync(last.DlqId))).IsNotFound);
    }

    /// <summary>The dead letter of a run, once its failure function was given up as well.</summary>
    private static Task<WorkflowDeadLetter> GivenUpAsync(IWorkflowClient workflows, TriggeredRun run) => Eventually.ValueAsync(
        async () => await workflows.Dlq
            .ListAsync(new WorkflowDlqFilter { WorkflowRunId = run.WorkflowRunId, FailureFunctionStates = [FailureFunctionState.Failed] })
            .FirstOrDefaultAsync(),
        "the dead letter of the run");

    private static Dictionary<string, string> Header(string name, string value) => new() { [name] = value };

    /// <summary>What an SDK sends for <c>waitForEvent</c>.</summary>
    private async Task WaitAsync(string runId, string url, int stepId)
    {
        var process = await server.ProcessAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "v2/wait/client-event");
        request.Headers.Add("Upstash-Workflow-Init", "false");
        request.Headers.Add("Upstash-Workflow-RunId", runId);
        request.Headers.Add("Upstash-Workflow-Url", url);
        request.Headers.Add("Upstash-Workflow-CallType", "step");
        request.Content = JsonContent.Create(new
        {
            url,
            timeout = "1h",
            timeoutUrl = url,
            timeoutHeaders = new Dictionary<string, string[]> { ["Upstash-Workflow-RunId"] = [runId], ["Upstash-Workflow-Init"] = ["false"] },
            step = new { stepId, stepName = "wait", stepType = "Wait", concurrent = 1 },
        });
        using var response = await process.Http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
