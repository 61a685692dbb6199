using BusQStash.Client.Tests.Hosting;
using BusQStash.Client.Workflows;
using Xunit;

namespace BusQStash.Client.Tests.Workflows;

public sealed class WorkflowDlqClientTests
{
    private const string Letter =
        """
        {"messageId":"msg_1","url":"https://app/wf","dlqId":"1-1","workflowRunId":"wfr_1","workflowCreatedAt":1,"workflowUrl":"https://app/wf","responseStatus":500,
        "failureFunctionState":"CALLBACK_FAIL","body":"{}"}
        """;

    private readonly StubServer _server = new();

    [Fact]
    public async Task Lists_follow_the_cursor_with_every_filter()
    {
        var filter = new WorkflowDlqFilter
        {
            WorkflowRunId = "wfr_",
            WorkflowUrls = ["https://app/wf"],
            Labels = ["l"],
            FlowControlKeys = ["f"],
            CallerIps = ["::1"],
            ResponseStatuses = [500, 502],
            FailureFunctionStates = [FailureFunctionState.Failed],
            From = DateTimeOffset.FromUnixTimeMilliseconds(1),
            To = DateTimeOffset.FromUnixTimeMilliseconds(2),
        };
        var letters = _server.Answers($$"""{"messages":[{{Letter}}],"cursor":"1-2"}""").Answers("""{"messages":[]}""").Client().Workflows.Dlq;

        var letter = Assert.Single(await letters.ListAsync(filter).ToListAsync());

        Assert.Equal(("wfr_1", 500, FailureFunctionState.Failed, "{}"), (letter.WorkflowRunId, letter.ResponseStatus, letter.FailureFunctionState, letter.Body));
        Assert.Equal(
            "/v2/workflows/dlq?workflowRunId=wfr_&workflowUrl=https%3A%2F%2Fapp%2Fwf&label=l&flowControlKey=f&callerIp=%3A%3A1&responseStatus=500%2C502&failureFunctionState=CALLBACK_FAIL&fromDate=1&toDate=2&cursor=1-2",
            _server.Requests[1].Target);
    }

    [Fact]
    public async Task One_goes_on_or_begins_again_with_what_shall_be_otherwise()
    {
        const string run = """{"workflowRunId":"wfr_2","workflowCreatedAt":1}""";
        var letters = _server.Answers(run).Answers(run).Breaks(HttpRequestError.ResponseEnded).Client().Workflows.Dlq;

        Assert.Equal("wfr_2", (await letters.ResumeAsync("1-1", new() { Retries = 0, RunId = "wfr_2", Labels = ["again"] })).WorkflowRunId);
        await letters.RestartAsync("1-1");
        await Assert.ThrowsAsync<BusQStashException>(() => letters.RestartAsync("1-1"));

        Assert.Equal(
            ["POST /v2/workflows/dlq/resume/1-1", "POST /v2/workflows/dlq/restart/1-1", "POST /v2/workflows/dlq/restart/1-1"],
            _server.Requests.Select(request => $"{request.Method} {request.Target}"));
        Assert.Equal("Upstash-Label: again\nUpstash-Retries: 0\nUpstash-Workflow-RunId: wfr_2", _server.Requests[0].Upstash);
        Assert.Equal("", _server.Requests[1].Upstash);
    }

    [Fact]
    public async Task Several_go_on_until_the_cursor_is_empty()
    {
        var letters = _server
            .Answers("""{"workflowRuns":[{"workflowRunId":"a","workflowCreatedAt":1}],"cursor":"1-1"}""")
            .Answers("""{"workflowRuns":[{"workflowRunId":"b","workflowCreatedAt":1}],"cursor":""}""")
            .Answers("""{"workflowRuns":[],"cursor":""}""")
            .Client().Workflows.Dlq;

        Assert.Equal(["a", "b"], await letters.ResumeAsync(new WorkflowDlqFilter { Labels = ["l"] }).Select(run => run.WorkflowRunId).ToListAsync());
        Assert.Empty(await letters.RestartAllAsync().ToListAsync());

        Assert.Equal(
            ["/v2/workflows/dlq/resume?label=l", "/v2/workflows/dlq/resume?label=l&cursor=1-1", "/v2/workflows/dlq/restart"],
            _server.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task They_are_deleted_one_several_and_all()
    {
        var letters = _server.Answers("{}").Answers("""{"deleted":100,"cursor":"1-1"}""").Answers("""{"deleted":3}""").Answers("""{"deleted":1}""").Client().Workflows.Dlq;

        await letters.DeleteAsync("1-1");
        Assert.Equal(103, await letters.DeleteAsync(new WorkflowDlqFilter { Labels = ["l"] }));
        Assert.Equal(1, await letters.DeleteAllAsync());

        Assert.Equal(
            ["/v2/workflows/dlq/1-1", "/v2/workflows/dlq?label=l", "/v2/workflows/dlq?label=l&cursor=1-1", "/v2/workflows/dlq"],
            _server.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task A_failure_function_is_run_again_and_canceled_whichever_success_the_server_answers()
    {
        var letters = _server.Answers("""{"workflowRunId":"wfr_1","workflowCreatedAt":1}""").Answers("", 302).Answers("").Client().Workflows.Dlq;

        Assert.Equal("wfr_1", (await letters.RunFailureFunctionAsync("1-1")).WorkflowRunId);
        await letters.CancelFailureFunctionAsync("1-1");
        await letters.CancelFailureFunctionAsync("1-1");

        Assert.Equal(
            ["POST /v2/workflows/dlq/callback/1-1", "DELETE /v2/workflows/dlq/callback/1-1", "DELETE /v2/workflows/dlq/callback/1-1"],
            _server.Requests.Select(request => $"{request.Method} {request.Target}"));
    }

    [Fact]
    public async Task An_empty_filter_never_becomes_everything()
    {
        var letters = _server.Client().Workflows.Dlq;

        await Assert.ThrowsAsync<ArgumentException>(() => letters.DeleteAsync(new WorkflowDlqFilter()));
        await Assert.ThrowsAsync<ArgumentException>(() => letters.DeleteAsync(""));
        await Assert.ThrowsAsync<ArgumentException>(() => letters.ResumeAsync(".."));
        Assert.Throws<ArgumentException>(() => letters.ResumeAsync(new WorkflowDlqFilter()));
        Assert.Throws<ArgumentException>(() => letters.RestartAsync(new WorkflowDlqFilter { DlqIds = ["1-1"], Labels = ["l"] }));
        Assert.Throws<ArgumentException>(() => letters.RestartAllAsync(new() { RunId = "one" }));
        Assert.Empty(_server.Requests);
    }
}
