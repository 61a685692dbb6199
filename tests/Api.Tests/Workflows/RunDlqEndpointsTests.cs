using System.Text.Json.Nodes;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Store.Messages;
using Xunit;

namespace BusQStash.Api.Tests.Workflows;

public sealed class RunDlqEndpointsTests(ApiHost api) : IClassFixture<ApiHost>
{
    private readonly RunDriver _runs = new(api);

    [Fact]
    public async Task Shows_the_run_its_start_and_the_last_answer_everywhere_alike()
    {
        var dlqId = await FailAsync("wfr_shown", ("Upstash-Label", "shown"));
        var one = (await api.CallAsync("GET", $"/v2/workflows/dlq/{dlqId}")).Expect(200).Json;

        Assert.Equal(
            ("wfr_shown", RunDriver.Url, RunDriver.Url, dlqId, "payload", 500, "broken", "shown"),
            (Text(one, "workflowRunId"), Text(one, "workflowUrl"), Text(one, "url"), Text(one, "dlqId"), Text(one, "body"), one["responseStatus"]!.GetValue<int>(), Text(one, "responseBody"), Text(one, "label")));
        foreach (var list in new[] { "/v2/workflows/dlq?label=shown", "/v2/dlq?source=workflow&label=shown" })
        {
            Assert.Equal(one.ToJsonString(), Assert.Single((await api.CallAsync("GET", list)).Expect(200).Json["messages"]!.AsArray())!.ToJsonString());
        }
    }

    [Fact]
    public async Task Narrows_down_turns_pages_and_deletes()
    {
        List<string> ids = [];
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await FailAsync($"wfr_page{i}", ("Upstash-Label", "paged")));
        }

        foreach (var filter in new[] { "workflowRunId=wfr_page", $"workflowUrl={RunDriver.Url}&label=paged", "responseStatus=500&label=paged", "workflowRunId=wfr_page0,wfr_page1,wfr_page2" })
        {
            Assert.Equal(ids, await ListAsync(filter));
        }

        Assert.Empty(await ListAsync("label=paged&failureFunctionState=CALLBACK_FAIL"));
        var failedAt = long.Parse(ids[0].Split('-')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(ids, await ListAsync($"label=paged&fromDate={failedAt}"));
        Assert.Empty(await ListAsync($"label=paged&toDate={failedAt - 1}"));
        var page = (await api.CallAsync("GET", "/v2/workflows/dlq?label=paged&count=2")).Expect(200).Json;
        Assert.Equal(ids[2..], await ListAsync($"label=paged&cursor={page["cursor"]}"));
        var deleted = (await api.CallAsync("DELETE", "/v2/workflows/dlq?label=paged&count=2")).Expect(200).Json;
        Assert.Equal((2, true), (deleted["deleted"]!.GetValue<int>(), deleted["cursor"] is not null));
        (await api.CallAsync("DELETE", $"/v2/workflows/dlq/delete/{ids[2]}")).Expect(200);
        (await api.CallAsync("DELETE", $"/v2/workflows/dlq/{ids[2]}")).Expect(404);
    }

    [Theory]
    [InlineData("GET", "/v2/workflows/dlq?failureFunctionState=x", "failureFunctionState")]
    [InlineData("GET", "/v2/workflows/dlq?cursor=x", "cursor")]
    [InlineData("GET", "/v2/workflows/dlq?workflowCreatedAt=x", "workflowCreatedAt")]
    [InlineData("DELETE", "/v2/workflows/dlq?lable=x", "lable")]
    [InlineData("DELETE", "/v2/workflows/dlq?label=", "label")]
    [InlineData("POST", "/v2/workflows/dlq/resume?host=x", "host")]
    [InlineData("POST", "/v2/workflows/dlq/resume/", "missing")]
    [InlineData("POST", "/v2/workflows/dlq/restart/", "missing")]
    [InlineData("DELETE", "/v2/workflows/dlq/", "missing")]
    [InlineData("POST", "/v2/workflows/dlq/restart?count=0", "count")]
    public async Task Refuses_what_it_does_not_understand(string method, string target, string names) =>
        (await api.CallAsync(method, target)).ExpectError(400, names);

    [Theory]
    [InlineData("GET", "/v2/workflows/dlq/1-1")]
    [InlineData("DELETE", "/v2/workflows/dlq/1-1")]
    [InlineData("POST", "/v2/workflows/dlq/resume/1-1")]
    [InlineData("POST", "/v2/workflows/dlq/restart/1-1")]
    [InlineData("POST", "/v2/workflows/dlq/resume?dlqIds=1-1")]
    [InlineData("POST", "/v2/workflows/dlq/callback/1-1")]
    [InlineData("DELETE", "/v2/workflows/dlq/callback/1-1")]
    public async Task What_is_not_there_is_404(string method, string target) => (await api.CallAsync(method, target)).ExpectError(404, "1-1");

    [Fact]
    public async Task A_run_is_not_published_again_like_a_message()
    {
        var dlqId = await FailAsync("wfr_no_message");

        (await api.CallAsync("POST", $"/v2/dlq/retry/{dlqId}")).ExpectError(400, "resume");
        (await api.CallAsync("POST", $"/v2/dlq/retry?dlqIds={dlqId}")).ExpectError(400, "resume");
        (await api.CallAsync("GET", $"/v2/workflows/dlq/{dlqId}")).Expect(200);
    }

    [Fact]
    public async Task A_dead_letter_of_no_run_is_none_of_its()
    {
        var id = (await api.PublishAsync("https://example.com/plain", "body")).Expect(200).MessageId;
        await api.SettleAsync(id, MessageState.Failed);
        var dlqId = Text((await api.CallAsync("GET", $"/v2/dlq?messageId={id}")).Expect(200).Json["messages"]![0]!, "dlqId");

        foreach (var verb in new[] { "resume", "restart" })
        {
            (await api.CallAsync("POST", $"/v2/workflows/dlq/{verb}/{dlqId}")).ExpectError(400, dlqId);
            (await api.CallAsync("POST", $"/v2/workflows/dlq/{verb}?dlqIds={dlqId}")).ExpectError(400, dlqId);
        }

        (await api.CallAsync("POST", $"/v2/workflows/dlq/callback/{dlqId}")).ExpectError(400, dlqId);
        (await api.CallAsync("DELETE", $"/v2/workflows/dlq/callback/{dlqId}")).ExpectError(400, dlqId);
        (await api.CallAsync("GET", $"/v2/workflows/dlq/{dlqId}")).Expect(404);
    }

    [Fact]
    public async Task Resumes_behind_the_finished_steps_and_restarts_before_them_with_what_the_request_changes()
    {
        var (resumed, restarted) = (await FailAsync("wfr_resumed", ("Upstash-Label", "old"), ("Upstash-Retries", "1")), await FailAsync("wfr_restarted"));

        (string, string)[] changes = [("Upstash-Workflow-RunId", "wfr_new"), ("Upstash-Retries", "9"), ("Upstash-Retry-Delay", "1000"), ("Upstash-Label", "new"), ("Upstash-Flow-Control-Key", "k"), ("Upstash-Flow-Control-Value", "parallelism=2")];
        var one = (await api.CallAsync("POST", $"/v2/workflows/dlq/resume/{resumed}", "", changes)).Expect(200).Json;
        var other = (await api.CallAsync("POST", $"/v2/workflows/dlq/restart/{restarted}")).Expect(200).Json;

        Assert.Equal("wfr_new", Text(one, "workflowRunId"));
        Assert.Equal(["payload", RunDriver.Run(1)], await _runs.StepsAsync("wfr_new"));
        var run = await _runs.LogAsync("wfr_new");
        Assert.Equal(("new", "k"), (Text(run, "label"), Text(run, "flowControlKey")));
        var message = (await api.StoredAsync(Assert.Single(await NewMessagesAsync("wfr_new")))).Spec;
        Assert.Equal((9, "1000", "k", RunDriver.Url), (message.MaxRetries, message.RetryDelayExpression, message.FlowControl!.Key, message.Url));
        Assert.NotEqual("wfr_restarted", Text(other, "workflowRunId"));
        Assert.Equal(["payload"], await _runs.StepsAsync(Text(other, "workflowRunId")));
        (await api.CallAsync("POST", $"/v2/workflows/dlq/resume/{resumed}")).Expect(404);
    }

    [Theory]
    [InlineData("Upstash-Retries", "x", 400, "retries")]
    [InlineData("Upstash-Retries", "1000000", 412, "retries")]
    [InlineData("Upstash-Workflow-RunId", "wfr_alive", 400, "wfr_alive")]
    public async Task A_change_that_cannot_be_leaves_the_dead_letter_where_it_is(string name, string value, int status, string names)
    {
        await _runs.StartAsync("wfr_alive");
        var dlqId = await FailAsync($"wfr_kept_{status}_{name}");
        (await api.CallAsync("POST", $"/v2/workflows/dlq/resume/{dlqId}", "", (name, value))).ExpectError(status, names);
        (await api.CallAsync("GET", $"/v2/workflows/dlq/{dlqId}")).Expect(200);
    }

    [Fact]
    public async Task Many_are_resumed_all_or_none()
    {
        var (first, second) = (await FailAsync("wfr_many1"), await FailAsync("wfr_many2"));
        (await api.CallAsync("POST", $"/v2/workflows/dlq/resume?dlqIds={first},1-1")).ExpectError(404, "1-1");

        var answer = (await api.CallAsync("POST", "/v2/workflows/dlq/restart", $$"""{"dlqIds":["{{first}}","{{second}}"]}""")).Expect(200).Json;

        Assert.Equal((2, ""), (answer["workflowRuns"]!.AsArray().Count, Text(answer, "cursor")));
        Assert.Empty(await ListAsync($"dlqIds={first},{second}"));
    }

    [Fact]
    public async Task A_failure_callback_that_did_not_fail_is_not_run_again_nor_canceled()
    {
        var dlqId = await FailAsync("wfr_uncalled");
        (await api.CallAsync("POST", $"/v2/workflows/dlq/callback/{dlqId}")).Expect(400);
        (await api.CallAsync("DELETE", $"/v2/workflows/dlq/callback/{dlqId}")).Expect(400);
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private async Task<string> FailAsync(string runId, params (string, string)[] headers)
    {
        await _runs.StartAsync(runId, "payload", headers);
        return await _runs.FailAsync(runId, (await _runs.SubmitAsync(runId, RunDriver.Run(1))).MessageId);
    }

    private async Task<List<string>> ListAsync(string query) =>
        [.. (await api.CallAsync("GET", $"/v2/workflows/dlq?{query}")).Expect(200).Json["messages"]!.AsArray().Select(entry => Text(entry!, "dlqId"))];

    private async Task<List<string>> NewMessagesAsync(string runId) =>
        [.. (await _runs.EventsAsync(runId, "&state=CREATED")).Select(entry => Text(entry!["stepInfo"]!, "messageId"))];
}
