using System.Text.Json.Nodes;
using BusQStash.Api.Tests.Hosting;
using Xunit;

namespace BusQStash.Api.Tests.Workflows;

public sealed class RunEventsTests(ApiHost api) : IClassFixture<ApiHost>
{
    private readonly RunDriver _runs = new(api);

    [Fact]
    public async Task Tell_a_run_from_its_start_to_its_end()
    {
        await _runs.StartAsync("wfr_story", "payload", ("Upstash-Label", "story"));
        await _runs.SubmitAsync("wfr_story", RunDriver.Run(1, "one"));
        (await _runs.SubmitAsync("wfr_story", """{"stepId":2,"stepName":"nap","stepType":"SleepFor","sleepFor":60,"concurrent":1}""", ("Upstash-Delay", "60s"))).Expect(200);
        (await _runs.WaitAsync("wfr_story", "paid", 3)).Expect(200);
        (await api.CallAsync("DELETE", "/v2/workflows/runs/wfr_story?cancel=false", "\"done\"")).Expect(200);

        var events = await _runs.EventsAsync("wfr_story");

        Assert.Equal(
            ["CANCELED", "CANCEL_REQUESTED", "CREATED", "CREATED", "CREATED", "RUN_STARTED", "RUN_SUCCESS", "STEP_PROGRESS", "STEP_SUCCESS", "WAITER_ADDED"],
            events.Select(State).Order(StringComparer.Ordinal));
        Assert.Equal("RUN_STARTED", State(events[^1]));
        Assert.Equal("\"done\"", Only(events, "RUN_SUCCESS")["workflowRunResponse"]!.GetValue<string>());
        Assert.Equal(("one", "Run"), (Step(Only(events, "STEP_SUCCESS"), "out"), Step(Only(events, "STEP_SUCCESS"), "stepType")));
        Assert.Equal(60_000, Only(events, "STEP_PROGRESS")["stepInfo"]!["sleepFor"]!.GetValue<long>());
        Assert.Equal(("paid", "1h"), (Step(Only(events, "WAITER_ADDED"), "waitEventId"), Step(Only(events, "WAITER_ADDED"), "waitTimeoutDuration")));
        Assert.All(events, entry =>
        {
            Assert.Equal(("wfr_story", RunDriver.Url, "story"), (Text(entry, "workflowRunId"), Text(entry, "workflowUrl"), Text(entry, "label")));
            Assert.True(entry!["workflowCreatedAt"]!.GetValue<long>() > 0);
        });
    }

    [Fact]
    public async Task Tell_how_a_run_failed_and_what_the_endpoint_said()
    {
        await _runs.StartAsync("wfr_failed");
        var message = (await _runs.SubmitAsync("wfr_failed", RunDriver.Run(1))).MessageId;
        var dlqId = await _runs.FailAsync("wfr_failed", message, 503, "so it was");

        var events = await _runs.EventsAsync("wfr_failed");

        Assert.Equal(dlqId, Text(Only(events, "RUN_FAILED"), "dlqId"));
        var error = Only(events, "ERROR");
        Assert.Equal((503, "so it was"), (error["responseStatus"]!.GetValue<int>(), Text(error, "responseBody")));
        Assert.Equal("""["because"]""", error["responseHeaders"]!["X-Why"]!.ToJsonString());
        Assert.Equal(message, Step(error, "messageId"));
    }

    [Fact]
    public async Task Of_an_invocation_stand_in_both_runs()
    {
        await _runs.StartAsync("wfr_parent");
        var envelope = $$$"""{"body":"n","workflowRunId":"wfr_parent","workflowUrl":"{{{RunDriver.Url}}}","step":{"stepId":1,"stepName":"sub","stepType":"Invoke","concurrent":1}}""";
        await _runs.StartAsync("wfr_child", envelope, ("Upstash-Workflow-Invoke", "true"));

        var invoked = Only(await _runs.EventsAsync("wfr_parent"), "INVOKED");
        var started = Only(await _runs.EventsAsync("wfr_child"), "RUN_STARTED");

        Assert.Equal("wfr_child", Step(invoked, "invokedWorkflowRunId"));
        Assert.Equal(("wfr_parent", RunDriver.Url), (Text(started, "invokerWorkflowRunId"), Text(started, "invokerWorkflowUrl")));
        Assert.Equal(["CREATED"], (await _runs.EventsAsync("wfr_parent", "&state=CREATED")).Select(State));
    }

    [Fact]
    public async Task Come_page_by_page_without_a_gap()
    {
        for (var i = 0; i < 3; i++)
        {
            await _runs.StartAsync($"wfr_paged{i}", "", ("Upstash-Label", "paged"));
            await _runs.SubmitAsync($"wfr_paged{i}", RunDriver.Run(1));
        }

        var whole = (await api.CallAsync("GET", "/v2/workflows/messageLogs?label=paged")).Expect(200).Json["events"]!.AsArray();
        List<string> paged = [];
        string? cursor = null;
        do
        {
            var page = (await api.CallAsync("GET", $"/v2/workflows/messageLogs?label=paged&count=2{(cursor is null ? "" : $"&cursor={cursor}")}")).Expect(200).Json;
            Assert.InRange(page["events"]!.AsArray().Count, 1, 2);
            paged.AddRange(page["events"]!.AsArray().Select(entry => entry!.ToJsonString()));
            cursor = page["cursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        Assert.Equal(12, whole.Count);
        Assert.Equal(whole.Select(entry => entry!.ToJsonString()), paged);
    }

    [Fact]
    public async Task Narrow_down_to_messages_states_and_times()
    {
        await _runs.StartAsync("wfr_filter");
        var message = (await _runs.SubmitAsync("wfr_filter", RunDriver.Run(1))).MessageId;
        var all = await _runs.EventsAsync("wfr_filter");
        var (last, first) = (all[0]!["time"]!.GetValue<long>(), all[^1]!["time"]!.GetValue<long>());

        Assert.Equal(["CREATED", "STEP_SUCCESS"], (await _runs.EventsAsync("wfr_filter", $"&messageId={message}")).Select(State).Order());
        Assert.Equal(["RUN_STARTED", "STEP_SUCCESS"], (await _runs.EventsAsync("wfr_filter", "&state=RUN_STARTED,step_success")).Select(State).Order());
        Assert.Empty(await _runs.EventsAsync("wfr_filter", "&state=RUN_CANCELLED,STEP_RETRY"));
        Assert.Equal(all.Count, (await _runs.EventsAsync("wfr_filter", $"&fromDate={first}&toDate={last}")).Count);
        Assert.Empty(await _runs.EventsAsync("wfr_filter", $"&toDate={first - 1}"));
        Assert.Empty((await api.CallAsync("GET", "/v2/workflows/events?workflowRunId=wfr_none")).Expect(200).Json["events"]!.AsArray());
    }

    private static string State(JsonNode? entry) => Text(entry, "state");

    private static string Text(JsonNode? entry, string name) => entry![name]!.GetValue<string>();

    private static string Step(JsonNode entry, string name) => entry["stepInfo"]![name]!.GetValue<string>();

    private static JsonNode Only(JsonArray events, string state) => Assert.Single(events, entry => State(entry) == state)!;
}
