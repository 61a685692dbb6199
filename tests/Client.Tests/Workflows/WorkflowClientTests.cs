using BusQStash.Client.Publishing;
using BusQStash.Client.Tests.Hosting;
using BusQStash.Client.Workflows;
using Xunit;

namespace BusQStash.Client.Tests.Workflows;

public sealed class WorkflowClientTests
{
    private const string Started = """{"workflowRunId":"wfr_1","workflowCreatedAt":1790000000000}""";

    private readonly StubServer _server = new();

    [Fact]
    public async Task A_start_carries_everything_a_run_can_be_started_with()
    {
        var options = new TriggerOptions
        {
            RunId = "order-1",
            Retries = 5,
            Delay = TimeSpan.FromSeconds(2),
            Labels = ["a", "b"],
            Headers = new Dictionary<string, string> { ["X-Mine"] = "1" },
            FlowControl = new FlowControlLimits("key") { Parallelism = 2 },
        };

        var run = await _server.Answers(Started).Client().Workflows.TriggerAsync("https://app/wf?a=b", MessageBody.Json(new { id = 1 }), options);

        Assert.Equal(new TriggeredRun("wfr_1", DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000)), run);
        Assert.Equal("POST /v2/trigger/https%3A%2F%2Fapp%2Fwf%3Fa%3Db", $"{_server.Request.Method} {_server.Request.Target}");
        Assert.Equal(("""{"id":1}""", "application/json"), (_server.Request.Text, _server.Request.Header("Content-Type")));
        Assert.Equal(
            """
            Upstash-Delay: 2s
            Upstash-Failure-Callback: https://app/wf?a=b
            Upstash-Failure-Callback-Feature-Set: LazyFetch,InitialBody,WF_DetectTrigger,WF_TriggerOnConfig
            Upstash-Failure-Callback-Forward-Upstash-Workflow-Failure-Callback: true
            Upstash-Failure-Callback-Forward-Upstash-Workflow-Is-Failure: true
            Upstash-Failure-Callback-Workflow-CallType: failureCall
            Upstash-Failure-Callback-Workflow-Init: false
            Upstash-Failure-Callback-Workflow-RunId: order-1
            Upstash-Failure-Callback-Workflow-Url: https://app/wf?a=b
            Upstash-Flow-Control-Key: key
            Upstash-Flow-Control-Value: parallelism=2
            Upstash-Forward-X-Mine: 1
            Upstash-Label: a,b
            Upstash-Retries: 5
            Upstash-Workflow-RunId: order-1
            """.ReplaceLineEndings("\n"),
            _server.Request.Upstash);
    }

    [Fact]
    public async Task A_start_without_an_id_makes_one_and_is_not_repeated()
    {
        var workflows = _server.Answers(Started).Breaks(HttpRequestError.ResponseEnded).Client().Workflows;

        await workflows.TriggerAsync("https://app/wf");
        await Assert.ThrowsAsync<BusQStashException>(() => workflows.TriggerAsync("https://app/wf"));

        Assert.Equal(2, _server.Requests.Count);
        Assert.Equal(2, _server.Requests.Select(request => request.Header("Upstash-Workflow-RunId")).Distinct().Count());
        Assert.All(_server.Requests, request => Assert.StartsWith("wfr_", request.Header("Upstash-Workflow-RunId"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_failure_callback_takes_the_place_of_the_failure_function()
    {
        await _server.Answers(Started).Client().Workflows.TriggerAsync("https://app/wf", options: new() { FailureCallback = "https://app/failed" });

        Assert.Equal("https://app/failed", _server.Request.Header("Upstash-Failure-Callback"));
    }

    [Fact]
    public async Task Several_are_started_in_one_call()
    {
        var workflows = _server.Answers($"[{Started},{Started}]", 201).Client().Workflows;

        var runs = await workflows.TriggerAsync([new WorkflowTrigger("https://app/a", "text"), new WorkflowTrigger("https://app/b", Options: new() { RunId = "b" })]);

        Assert.Equal(2, runs.Count);
        Assert.Equal("/v2/batch/trigger", _server.Request.Target);
        Assert.Contains("\"destination\":\"https://app/a\"", _server.Request.Text, StringComparison.Ordinal);
        Assert.Contains("\"body\":\"text\"", _server.Request.Text, StringComparison.Ordinal);
        Assert.Contains("\"Upstash-Workflow-RunId\":\"b\"", _server.Request.Text, StringComparison.Ordinal);
        Assert.Empty(await workflows.TriggerAsync([]));
    }

    [Fact]
    public async Task What_no_run_can_be_started_with_is_refused()
    {
        var workflows = _server.Client().Workflows;

        await Assert.ThrowsAsync<ArgumentException>(() => workflows.TriggerAsync(""));
        await Assert.ThrowsAsync<ArgumentException>(() => workflows.TriggerAsync("https://app/wf", options: new() { Method = HttpMethod.Put }));
        await Assert.ThrowsAsync<ArgumentException>(() => workflows.TriggerAsync("https://app/wf", options: new() { RunId = " " }));
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Cancelling_sends_every_filter_and_goes_on_until_nothing_is_left()
    {
        var filter = new WorkflowRunFilter
        {
            WorkflowUrls = ["https://app/wf"],
            Hosts = ["app"],
            Paths = ["/wf"],
            Labels = ["l"],
            FlowControlKeys = ["f"],
            CallerIps = ["::1"],
            From = DateTimeOffset.FromUnixTimeMilliseconds(1),
            To = DateTimeOffset.FromUnixTimeMilliseconds(2),
        };

        Assert.Equal(103, await _server.Answers("""{"cancelled":100}""").Answers("""{"cancelled":3}""").Client().Workflows.CancelAsync(filter));

        Assert.Equal(
            "/v2/workflows/runs?host=app&path=%2Fwf&label=l&flowControlKey=f&callerIp=%3A%3A1&fromDate=1&toDate=2&workflowUrl=https%3A%2F%2Fapp%2Fwf&workflowUrlExactMatch=true",
            _server.Requests[1].Target);
    }

    [Fact]
    public async Task Cancelling_one_several_and_all()
    {
        var workflows = _server.Answers("{}").Answers("""{"cancelled":2}""").Answers("""{"cancelled":9}""").Answers("""{"cancelled":0,"actionId":"act_1"}""", 202).Client().Workflows;

        await workflows.CancelAsync("wfr_1");
        Assert.Equal(2, await workflows.CancelAsync(new WorkflowRunFilter { WorkflowRunIds = ["wfr_1", "wfr_2"] }));
        Assert.Equal(9, await workflows.CancelAllAsync());
        Assert.Equal("act_1", await workflows.StartCancelAsync(new WorkflowRunFilter { Labels = ["l"] }));

        Assert.Equal(
            ["/v2/workflows/runs/wfr_1", "/v2/workflows/runs?workflowRunIds=wfr_1%2Cwfr_2", "/v2/workflows/runs", "/v2/workflows/runs?label=l&async=true"],
            _server.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task A_lost_id_or_filter_never_becomes_everything()
    {
        var workflows = _server.Client().Workflows;

        await Assert.ThrowsAsync<ArgumentException>(() => workflows.CancelAsync(""));
        await Assert.ThrowsAsync<ArgumentException>(() => workflows.CancelAsync(new WorkflowRunFilter()));
        await Assert.ThrowsAsync<ArgumentException>(() => workflows.CancelAsync(new WorkflowRunFilter { WorkflowRunIds = ["a"], Labels = ["l"] }));
        await Assert.ThrowsAsync<ArgumentException>(() => workflows.CancelAsync(new WorkflowRunFilter { States = [WorkflowRunState.Failed] }));
        await Assert.ThrowsAsync<ArgumentException>(() => workflows.NotifyAsync(""));
        await Assert.ThrowsAsync<ArgumentException>(() => workflows.NotifyRunAsync("", "event"));
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Notifying_shows_who_waited()
    {
        const string waiter = """{"url":"https://app/wf","headers":{"Upstash-Workflow-Runid":["wfr_1"]},"deadline":1790000000,"timeoutUrl":"https://app/wf","timeoutHeaders":{}}""";
        var workflows = _server
            .Answers($$"""[{"waiter":{{waiter}},"messageId":"msg_1","workflowRunId":"wfr_1","workflowCreatedAt":1}]""", 201)
            .Answers("[]", 201)
            .Answers($"[{waiter}]")
            .Client().Workflows;

        var notified = Assert.Single(await workflows.NotifyAsync("paid", MessageBody.Json(new { ok = true })));
        Assert.Empty(await workflows.NotifyRunAsync("wfr_1", "paid"));
        var waiting = Assert.Single(await workflows.WaitersAsync("paid"));

        Assert.Equal(("msg_1", "wfr_1", "https://app/wf"), (notified.MessageId, notified.WorkflowRunId, notified.Waiter.Url));
        Assert.Equal((DateTimeOffset.FromUnixTimeSeconds(1_790_000_000), "wfr_1"), (waiting.Deadline, waiting.Headers["Upstash-Workflow-Runid"][0]));
        Assert.Equal(["/v2/notify/paid", "/v2/notify/wfr_1/paid", "/v2/waiters/paid"], _server.Requests.Select(request => request.Target));
        Assert.Equal("""{"ok":true}""", _server.Requests[0].Text);
    }

    [Fact]
    public async Task Runs_are_read_with_their_steps_page_after_page()
    {
        const string first =
            """
            {"runs":[{"workflowRunId":"wfr_1","workflowUrl":"https://app/wf","workflowState":"RUN_FAILED","workflowRunCreatedAt":1,"workflowRunCompletedAt":2,"workflowRunCallerIp":"::1",
            "workflowRunResponse":"1","invoker":{"workflowRunId":"wfr_0","workflowUrl":"https://app/p","workflowRunCreatedAt":3},"dlqId":"d","label":"l","labels":["l"],
            "failureFunction":{"messageId":"msg_f","state":"CALLBACK_FAIL","failStatus":500},
            "steps":[{"type":"sequential","steps":[{"stepId":1,"stepType":"SleepFor","state":"STEP_SUCCESS","sleepFor":1500}]},
            {"type":"next","steps":[{"state":"STEP_FAILED","errors":[{"error":"500 Internal Server Error","status":500,"time":4}]}]},{"type":"new","steps":[{"state":"STEP_NEW"}]}]}],"cursor":"1-2"}
            """;
        var workflows = _server.Answers(first).Answers("""{"runs":[]}""").Client().Workflows;

        var run = Assert.Single(await workflows.ListAsync(new WorkflowRunFilter { States = [WorkflowRunState.Started, WorkflowRunState.Failed], MessageIds = ["m"], TrimBody = 100 }).ToListAsync());

        Assert.Equal((WorkflowRunState.Failed, DateTimeOffset.FromUnixTimeMilliseconds(2), "1", "d"), (run.State, run.CompletedAt, run.Response, run.DlqId));
        Assert.Equal(new WorkflowInvoker("wfr_0", "https://app/p", DateTimeOffset.FromUnixTimeMilliseconds(3)), run.Invoker);
        Assert.Equal((FailureFunctionState.Failed, 500), (run.FailureFunction!.State, run.FailureFunction.FailStatus));
        Assert.Equal([WorkflowStepGroupType.Sequential, WorkflowStepGroupType.Next, WorkflowStepGroupType.Unknown], run.Steps.Select(group => group.Type));
        Assert.Equal((TimeSpan.FromSeconds(1.5), WorkflowStepState.Success), (run.Steps[0].Steps[0].SleepFor, run.Steps[0].Steps[0].State));
        Assert.Equal(500, run.Steps[1].Steps[0].Errors![0].Status);
        Assert.Equal(WorkflowStepState.Unknown, run.Steps[2].Steps[0].State);
        Assert.Equal(
            ["/v2/workflows/logs?state=RUN_STARTED%2CRUN_FAILED&messageId=m&trimBody=100", "/v2/workflows/logs?state=RUN_STARTED%2CRUN_FAILED&messageId=m&trimBody=100&cursor=1-2"],
            _server.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task One_run_is_found_or_not()
    {
        var workflows = _server.Answers("""{"runs":[]}""").Client().Workflows;

        Assert.Null(await workflows.FindAsync("wfr_1"));
        Assert.Equal("/v2/workflows/logs?workflowRunId=wfr_1&count=1", _server.Request.Target);
    }
}
