using System.Text.Json.Nodes;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Testing;
using Xunit;

namespace BusQStash.Api.Tests.Workflows;

public sealed class RunCancelTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();
    private readonly RunDriver _runs;

    public RunCancelTests()
    {
        _api.Settings["BusQStash:BulkActions:GroupSize"] = "2";
        _runs = new RunDriver(_api);
    }

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Named_runs_are_canceled_whatever_else_is_said_and_counted_once()
    {
        await StartAsync("wfr_1", "wfr_2", "wfr_3");
        Assert.Equal(2, await CancelAsync("?workflowRunIds=wfr_1,wfr_2,wfr_none&label=other"));
        Assert.Equal(0, await CancelAsync("?workflowRunIds=wfr_1"));
        Assert.Equal(0, await CancelAsync("?workflowRunIds="));
        Assert.Equal(1, await CancelAsync("", """{"workflowRunIds":["wfr_3"]}"""));
    }

    [Theory]
    [InlineData("?label=red", 1)]
    [InlineData("?label=red,blue", 2)]
    [InlineData("?label=red&label=blue", 2)]
    [InlineData("?label=red&callerIp=10.0.0.1", 0)]
    [InlineData("?callerIp=127.0.0.1", 3)]
    [InlineData("?workflowUrl=https://app.example.com/", 3)]
    [InlineData("?workflowUrl=https://app.example.com/&workflowUrlExactMatch=true", 0)]
    [InlineData("?workflowUrl=https://app.example.com/wf&workflowUrlExactMatch=true", 3)]
    [InlineData("?host=app.example.com&path=/wf", 3)]
    [InlineData("?host=app.example.com&path=/w", 0)]
    [InlineData("?flowControlKey=key", 1)]
    [InlineData("?toDate=1", 0)]
    [InlineData("?fromDate=1", 3)]
    [InlineData("?count=2", 2)]
    [InlineData("", 3)]
    public async Task Filters_narrow_down(string query, int canceled)
    {
        await _runs.StartAsync("wfr_red", "", ("Upstash-Label", "red"));
        await _runs.StartAsync("wfr_blue", "", ("Upstash-Label", "blue"));
        await _runs.StartAsync("wfr_key", "", ("Upstash-Flow-Control-Key", "key"), ("Upstash-Flow-Control-Value", "parallelism=1"));

        Assert.Equal(canceled, await CancelAsync(query));

        Assert.Equal(3 - canceled, (await _api.CallAsync("GET", "/v2/workflows/logs?state=RUN_STARTED")).Expect(200).Json["runs"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("?lable=red", "", "lable")]
    [InlineData("?label=", "", "label")]
    [InlineData("?workflowUrlExactMatch=perhaps", "", "workflowUrlExactMatch")]
    [InlineData("?count=0", "", "count")]
    [InlineData("?fromDate=yesterday", "", "fromDate")]
    [InlineData("?workflowUrl=here", "", "workflowUrl")]
    [InlineData("?async=perhaps", "", "async")]
    [InlineData("", "no json", "JSON")]
    [InlineData("", "[]", "JSON")]
    public async Task What_is_not_understood_cancels_nothing(string query, string body, string names)
    {
        await StartAsync("wfr_safe");
        (await _api.CallAsync("DELETE", $"/v2/workflows/runs{query}", body)).ExpectError(400, names);
        Assert.Single(await _runs.StepsAsync("wfr_safe"));
    }

    [Fact]
    public async Task Async_answers_at_once_with_an_action_that_ends()
    {
        await StartAsync("wfr_1", "wfr_2", "wfr_3");

        var answer = (await _api.CallAsync("DELETE", "/v2/workflows/runs?workflowUrl=https://app.example.com/&count=2&async=true")).Expect(202).Json;
        var actionId = answer["actionId"]!.GetValue<string>();
        JsonNode action = null!;
        await Eventually.TrueAsync(
            async () => (action = (await _api.CallAsync("GET", $"/v2/workflows/bulkActions/{actionId}")).Expect(200).Json)["state"]!.GetValue<string>() == "FINISHED",
            $"the end of {actionId}");

        Assert.Equal(2, answer["cancelled"]!.GetValue<int>());
        Assert.Equal(
            ("cancel", 2, 2), (action["kind"]!.GetValue<string>(), action["total"]!.GetValue<int>(), action["processed"]!.GetValue<int>()));
        Assert.Equal("""{"workflowUrl":["https://app.example.com/"]}""", action["filter"]!.ToJsonString());
        Assert.Single((await _api.CallAsync("GET", "/v2/workflows/logs?state=RUN_STARTED")).Expect(200).Json["runs"]!.AsArray());
        Assert.Single((await _api.CallAsync("GET", "/v2/workflows/bulkActions?state=FINISHED")).Expect(200).Json["bulkActions"]!.AsArray());
        Assert.Empty((await _api.CallAsync("GET", "/v2/bulkActions")).Expect(200).Json["bulkActions"]!.AsArray());
        (await _api.CallAsync("GET", $"/v2/bulkActions/{actionId}")).ExpectError(404, actionId);
    }

    [Fact]
    public async Task All_of_many_are_canceled_in_the_background_step_by_step()
    {
        await StartAsync([.. Enumerable.Range(0, 7).Select(i => $"wfr_{i}")]);
        (await _api.CallAsync("DELETE", "/v2/workflows/runs", """{"async":true}""")).Expect(202);
        await Eventually.TrueAsync(
            async () => (await _api.CallAsync("GET", "/v2/workflows/bulkActions")).Expect(200).Json["bulkActions"]![0]!["processed"]!.GetValue<int>() == 7, "seven canceled runs");
    }

    [Fact]
    public async Task A_canceled_run_tells_its_parent_and_leaves_no_dead_letter()
    {
        await StartAsync("wfr_parent");
        await _runs.StartAsync(
            "wfr_child",
            $$$"""{"workflowRunId":"wfr_parent","workflowUrl":"{{{RunDriver.Url}}}","step":{"stepId":1,"stepName":"sub","stepType":"Invoke","concurrent":1}}""",
            ("Upstash-Workflow-Invoke", "true"));

        Assert.Equal(1, await CancelAsync("?workflowRunIds=wfr_child"));

        Assert.Contains("""\"isCanceled\":true""", (await _runs.StepsAsync("wfr_parent"))[1], StringComparison.Ordinal);
        Assert.Empty((await _api.CallAsync("GET", "/v2/workflows/dlq")).Expect(200).Json["messages"]!.AsArray());
        Assert.Equal("RUN_CANCELED", (await _runs.LogAsync("wfr_child"))["workflowState"]!.GetValue<string>());
    }

    private async Task StartAsync(params string[] runIds)
    {
        foreach (var runId in runIds)
        {
            await _runs.StartAsync(runId);
        }
    }

    private async Task<int> CancelAsync(string query, string body = "") =>
        (await _api.CallAsync("DELETE", $"/v2/workflows/runs{query}", body)).Expect(200).Json["cancelled"]!.GetValue<int>();
}
