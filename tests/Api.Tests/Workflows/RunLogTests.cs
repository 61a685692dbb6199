using System.Text.Json.Nodes;
using BusQStash.Api.Tests.Hosting;
using Xunit;

namespace BusQStash.Api.Tests.Workflows;

public sealed class RunLogTests(ApiHost api) : IClassFixture<ApiHost>
{
    private readonly RunDriver _runs = new(api);

    [Fact]
    public async Task Shows_what_is_done_in_its_order_parallel_blocks_and_what_is_under_way()
    {
        await _runs.StartAsync("wfr_groups", "the payload", ("Upstash-Label", "red,blue"), ("Upstash-Forward-X-Mine", "kept"));
        await _runs.SubmitAsync("wfr_groups", RunDriver.Run(1, "one"));
        foreach (var target in new[] { 2, 3 })
        {
            (await _runs.SubmitAsync("wfr_groups", $$"""{"stepId":0,"targetStep":{{target}},"stepName":"p{{target}}","stepType":"Run","concurrent":2}""")).Expect(200);
        }

        (await _runs.SubmitAsync("wfr_groups", """{"stepId":3,"stepName":"p3","stepType":"Run","out":"\"three\"","concurrent":2}""")).Expect(200);

        var run = await _runs.LogAsync("wfr_groups");

        Assert.Equal(["sequential", "sequential", "parallel"], run["steps"]!.AsArray().Select(group => Text(group!, "type")));
        Assert.Equal([("p2", "STEP_PROGRESS"), ("p3", "STEP_SUCCESS")], Steps(run, 2).Select(step => (Text(step, "stepName"), Text(step, "state"))));
        var initial = Steps(run, 0)[0];
        Assert.Equal(("init", "Initial", "the payload"), (Text(initial, "stepName"), Text(initial, "stepType"), Text(initial, "out")));
        Assert.Equal("""{"X-Mine":["kept"],"Upstash-Workflow-Sdk-Version":["1"]}""", Sorted(initial["headers"]!));
        Assert.Equal(("red", """["red","blue"]"""), (Text(run, "label"), run["labels"]!.ToJsonString()));
    }

    [Fact]
    public async Task Narrows_down_and_refuses_what_it_does_not_understand()
    {
        await _runs.StartAsync("wfr_narrow", "", ("Upstash-Label", "narrow"), ("Upstash-Flow-Control-Key", "narrow"), ("Upstash-Flow-Control-Value", "parallelism=1"));
        var message = (await _runs.SubmitAsync("wfr_narrow", RunDriver.Run(1))).MessageId;
        var createdAt = (await _runs.LogAsync("wfr_narrow"))["workflowRunCreatedAt"]!.GetValue<long>();
        foreach (var filter in new[]
        {
            "label=narrow", "label=none,narrow", "flowControlKey=narrow", $"messageId={message}", $"workflowRuns=wfr_narrow@{createdAt}",
            $"workflowRuns=wfr_narrow@{createdAt}&label=none&state=RUN_FAILED", $"workflowCreatedAt={createdAt}&label=narrow",
            $"workflowUrl={RunDriver.Url}&label=narrow", "host=app.example.com&label=narrow", "path=/wf&label=narrow", "state=RUN_STARTED&label=narrow",
            $"fromDate={createdAt}&toDate={createdAt}&label=narrow", "callerIp=127.0.0.1&label=narrow",
        })
        {
            Assert.Equal("wfr_narrow", Text(Assert.Single(await ListAsync(filter))!, "workflowRunId"));
        }

        foreach (var filter in new[]
        {
            "label=none", $"workflowRuns=wfr_narrow@{createdAt - 1}", "state=RUN_FAILED&label=narrow", $"toDate={createdAt - 1}&label=narrow",
            "workflowUrl=https://app.example.com/w&label=narrow", "callerIp=10.0.0.1&label=narrow", "messageId=msg_none", "workflowRunId=wfr_narro",
        })
        {
            Assert.Empty(await ListAsync(filter));
        }
    }

    [Theory]
    [InlineData("logs", "state=DONE", "state")]
    [InlineData("logs", "state=STEP_SUCCESS", "state")]
    [InlineData("logs", "cursor=x", "cursor")]
    [InlineData("logs", "cursor=1-x", "cursor")]
    [InlineData("events", "groupBy=label", "groupBy")]
    [InlineData("events", "cursor=1-2", "cursor")]
    [InlineData("events", "state=DONE", "state")]
    [InlineData("messageLogs", "count=0", "count")]
    [InlineData("logs", "workflowRuns=x", "workflowRuns")]
    [InlineData("logs", "workflowCreatedAt=x", "workflowCreatedAt")]
    [InlineData("logs", "trimBody=-2", "trimBody")]
    [InlineData("events", "trimBody=x", "trimBody")]
    [InlineData("logs", "callerIp=x", "callerIp")]
    [InlineData("logs", "fromDate=x", "fromDate")]
    public async Task Refuses_a_filter_it_does_not_understand_and_names_it(string path, string query, string names) =>
        (await api.CallAsync("GET", $"/v2/workflows/{path}?{query}")).ExpectError(400, names);

    [Fact]
    public async Task Pages_through_ten_at_most_at_a_time()
    {
        for (var i = 0; i < 12; i++)
        {
            await _runs.StartAsync($"wfr_page{i}", "", ("Upstash-Label", "paged"));
        }

        var first = (await api.CallAsync("GET", "/v2/workflows/events?groupBy=workflowRunId&label=paged&count=100")).Expect(200).Json;
        var second = (await api.CallAsync("GET", $"/v2/workflows/logs?label=paged&cursor={first["cursor"]}")).Expect(200).Json;

        Assert.Equal((10, 2), (first["runs"]!.AsArray().Count, second["runs"]!.AsArray().Count));
        Assert.Null(second["cursor"]);
        Assert.Equal(
            Enumerable.Range(0, 12).Reverse().Select(i => $"wfr_page{i}"),
            first["runs"]!.AsArray().Concat(second["runs"]!.AsArray()).Select(run => Text(run!, "workflowRunId")));
    }

    [Fact]
    public async Task Bodies_are_as_long_as_they_are_wanted()
    {
        await _runs.StartAsync("wfr_trim", "pa€load");
        await _runs.SubmitAsync("wfr_trim", RunDriver.Run(1, "12345"));

        string?[] Outs(JsonNode run) => [.. Enumerable.Range(0, 2).Select(i => Steps(run, i)[0]["out"]?.GetValue<string>())];

        Assert.Equal(["pa€load", "12345"], Outs(await _runs.LogAsync("wfr_trim", "&trimBody=0")));
        Assert.Equal(["pa", "1234"], Outs(await _runs.LogAsync("wfr_trim", "&trimBody=4")));
        Assert.Equal(["pa€", "12345"], Outs(await _runs.LogAsync("wfr_trim", "&trimBody=5")));
        Assert.Equal([null, null], Outs(await _runs.LogAsync("wfr_trim", "&trimBody=-1")));
        Assert.DoesNotContain("12345", (await _runs.EventsAsync("wfr_trim", "&trimBody=-1")).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_trigger_hides_is_hidden_in_every_step()
    {
        await _runs.StartAsync("wfr_hidden", "canary-0", ("Upstash-Redact-Fields", "body, header[X-Secret]"), ("Upstash-Forward-X-Secret", "canary-1"), ("Upstash-Forward-X-Open", "seen"));
        await _runs.SubmitAsync("wfr_hidden", RunDriver.Run(1, "canary-2"));
        await _runs.FailAsync("wfr_hidden", (await _runs.SubmitAsync("wfr_hidden", RunDriver.Run(2, "canary-3"))).MessageId);

        foreach (var target in new[] { "workflows/logs", "workflows/events", "workflows/messageLogs", "workflows/dlq" })
        {
            var text = (await api.CallAsync("GET", $"/v2/{target}?workflowRunId=wfr_hidden")).Expect(200).Text;
            Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
            Assert.Contains("\"X-Secret\":[\"REDACTED:", text, StringComparison.Ordinal);
            Assert.Contains("\"X-Open\":[\"seen\"]", text, StringComparison.Ordinal);
        }

        var payload = Steps(await _runs.LogAsync("wfr_hidden"), 0)[0];
        Assert.Equal($"REDACTED:{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("canary-0"u8))}", Text(payload, "out"));
    }

    [Fact]
    public async Task Every_step_tells_its_retries_and_headers()
    {
        await _runs.StartAsync(
            "wfr_told", "payload", ("Upstash-Retries", "5"), ("Upstash-Retry-Delay", "1000"), ("Upstash-Forward-X-Mine", "kept"), ("Upstash-Forward-X-Own", "no"));
        (await _runs.SubmitAsync("wfr_told", RunDriver.Run(1), ("Upstash-Retries", "2"), ("Upstash-Forward-X-Own", "yes"))).Expect(200);

        var run = await _runs.LogAsync("wfr_told");

        var (initial, step) = (Steps(run, 0)[0].AsObject(), Steps(run, 1)[0]);
        Assert.Equal(
            ["callType", "concurrent", "createdAt", "headers", "messageId", "out", "retries", "retryDelay", "state", "stepName", "stepType"],
            initial.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal((5, "1000", 2, "1000"), (Number(initial), Text(initial, "retryDelay"), Number(step), Text(step, "retryDelay")));
        Assert.Equal(("kept", "yes"), (step["headers"]!["X-Mine"]![0]!.GetValue<string>(), step["headers"]!["X-Own"]![0]!.GetValue<string>()));

        static int Number(JsonNode node) => node["retries"]!.GetValue<int>();
    }

    [Fact]
    public async Task A_canceled_run_tells_what_was_canceled()
    {
        await _runs.StartAsync("wfr_asleep");
        (await _runs.SubmitAsync("wfr_asleep", """{"stepId":1,"stepName":"nap","stepType":"SleepFor","sleepFor":3600,"concurrent":1}""", ("Upstash-Delay", "1h"))).Expect(200);
        await _runs.StartAsync("wfr_busy");
        var message = (await _runs.SubmitAsync("wfr_busy", RunDriver.Run(1))).MessageId;

        foreach (var runId in new[] { "wfr_asleep", "wfr_busy" })
        {
            (await api.CallAsync("DELETE", $"/v2/workflows/runs/{runId}")).Expect(200);
        }

        var asleep = await _runs.LogAsync("wfr_asleep");
        Assert.Equal(2, asleep["steps"]!.AsArray().Count);
        Assert.Equal("STEP_CANCELED", Text(Steps(asleep, 1)[0], "state"));
        var busy = await _runs.LogAsync("wfr_busy");
        Assert.Equal("STEP_SUCCESS", Text(Steps(busy, 1)[0], "state"));
        Assert.Equal(("next", message, "STEP_CANCELED"), (Text(busy["steps"]![2]!, "type"), Text(Steps(busy, 2)[0], "messageId"), Text(Steps(busy, 2)[0], "state")));
    }

    [Fact]
    public async Task A_failed_delivery_is_what_comes_next()
    {
        await _runs.StartAsync("wfr_failing");
        var message = (await _runs.SubmitAsync("wfr_failing", RunDriver.Run(1))).MessageId;
        var dlqId = await _runs.FailAsync("wfr_failing", message, 503);

        var run = await _runs.LogAsync("wfr_failing");

        Assert.Equal(("RUN_FAILED", dlqId), (Text(run, "workflowState"), Text(run, "dlqId")));
        var group = run["steps"]!.AsArray()[^1]!;
        Assert.Equal("next", Text(group, "type"));
        var error = Assert.Single(group["steps"]![0]!["errors"]!.AsArray())!;
        Assert.Equal((503, "broken", "503 Service Unavailable"), (error["status"]!.GetValue<int>(), Text(error, "body"), Text(error, "error")));
    }

    private static List<JsonNode> Steps(JsonNode run, int group) => [.. run["steps"]![group]!["steps"]!.AsArray().Select(step => step!)];

    private static string Sorted(JsonNode map) => new JsonObject(
        map.AsObject().OrderByDescending(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))).ToJsonString();

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private async Task<JsonArray> ListAsync(string query) => (await api.CallAsync("GET", $"/v2/workflows/logs?{query}")).Expect(200).Json["runs"]!.AsArray();
}
