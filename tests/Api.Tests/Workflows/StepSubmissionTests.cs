using BusQStash.Api.Tests.Hosting;
using Xunit;

namespace BusQStash.Api.Tests.Workflows;

public sealed class StepSubmissionTests(StepSubmissionTests.Host host) : IClassFixture<StepSubmissionTests.Host>
{
    private const string Ended = "failed to publish to url: can not append to a a cancelled workflow";

    private readonly ApiHost _api = host.Api;
    private readonly RunDriver _runs = new(host.Api);

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("no json", "JSON")]
    [InlineData("null", "null")]
    [InlineData("[]", "JSON")]
    [InlineData("{}", "stepId")]
    [InlineData("""{"stepId":-1}""", "stepId")]
    [InlineData("""{"stepId":1.5}""", "stepId")]
    [InlineData("""{"stepId":"1"}""", "stepId")]
    [InlineData("""{"stepId":99999999999}""", "stepId")]
    [InlineData("""{"stepId":0}""", "targetStep")]
    [InlineData("""{"stepId":0,"targetStep":-1}""", "targetStep")]
    [InlineData("""{"stepId":1,"concurrent":0}""", "concurrent")]
    [InlineData("""{"stepId":1,"stepName":7}""", "stepName")]
    public async Task An_invalid_step_is_refused_and_changes_nothing(string step, string names)
    {
        await _runs.StartAsync("wfr_refusing");
        var before = (await _runs.StepsAsync("wfr_refusing")).Length;

        (await _runs.SubmitAsync("wfr_refusing", step)).ExpectError(400, names);

        Assert.Equal(before, (await _runs.StepsAsync("wfr_refusing")).Length);
    }

    [Theory]
    [InlineData("letters", """{"StepID":1,"STEPNAME":"n","stepType":"Run","concurrent":1}""", "n")]
    [InlineData("null", """{"stepId":1,"stepName":"n","targetStep":null,"concurrent":null,"sleepFor":null}""", "n")]
    [InlineData("half", """{"stepId":1,"stepName":"\ud83d","out":"\"\\ud83d\"","concurrent":1}""", "\uFFFD")]
    [InlineData("far", """{"stepId":1,"stepName":"n","sleepUntil":1e27,"concurrent":1}""", "n")]
    public async Task A_step_is_read_leniently_and_kept_byte_for_byte(string name, string step, string shown)
    {
        var runId = $"wfr_lenient_{name}";
        await _runs.StartAsync(runId);

        (await _runs.SubmitAsync(runId, step, ("Upstash-Delay", "1s"))).Expect(200);

        Assert.Equal(["payload", step], await _runs.StepsAsync(runId));
        Assert.Equal(shown, (await _runs.LogAsync(runId))["steps"]![1]!["steps"]![0]!["stepName"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_step_that_comes_again_is_answered_with_the_first_id_whatever_it_says()
    {
        await _runs.StartAsync("wfr_again");
        var first = (await _runs.SubmitAsync("wfr_again", RunDriver.Run(1, "1"))).Expect(200);

        var second = (await _runs.SubmitAsync("wfr_again", RunDriver.Run(1, "2"))).Expect(200);

        Assert.Equal(first.MessageId, second.MessageId);
        Assert.True(second.Json["deduplicated"]!.GetValue<bool>());
        Assert.Equal(["payload", RunDriver.Run(1, "1")], await _runs.StepsAsync("wfr_again"));
    }

    [Fact]
    public async Task A_run_that_lives_is_not_started_again_and_an_ended_one_is()
    {
        var first = await _runs.StartAsync("wfr_twice");
        Assert.Equal(first, await _runs.StartAsync("wfr_twice"));
        (await _api.CallAsync("DELETE", "/v2/workflows/runs/wfr_twice")).Expect(200);

        Assert.NotEqual(first, await _runs.StartAsync("wfr_twice"));

        var runs = (await _api.CallAsync("GET", "/v2/workflows/logs?workflowRunId=wfr_twice")).Expect(200).Json["runs"]!.AsArray();
        Assert.Equal(["RUN_STARTED", "RUN_CANCELED"], runs.Select(run => run!["workflowState"]!.GetValue<string>()));
        Assert.Equal(2, runs.Select(run => run!["workflowRunCreatedAt"]!.GetValue<long>()).Distinct().Count());
    }

    [Theory]
    [InlineData("DELETE", "?cancel=false")]
    [InlineData("DELETE", "")]
    public async Task An_ended_run_takes_no_step_and_no_wait(string method, string query)
    {
        var runId = $"wfr_over{query.Length}";
        await _runs.StartAsync(runId);
        (await _api.CallAsync(method, $"/v2/workflows/runs/{runId}{query}")).Expect(200);

        (await _runs.SubmitAsync(runId, RunDriver.Run(1))).ExpectError(400, Ended);
        (await _runs.WaitAsync(runId, "paid", 1)).ExpectError(400, Ended);
    }

    [Fact]
    public async Task A_run_that_never_was_takes_none_either()
    {
        (await _runs.SubmitAsync("wfr_never", RunDriver.Run(1))).ExpectError(400, Ended);
        (await _runs.WaitAsync("wfr_never", "paid", 1)).ExpectError(400, Ended);
    }

    [Fact]
    public async Task One_step_of_an_ended_run_refuses_the_whole_batch()
    {
        await _runs.StartAsync("wfr_batch");
        var before = _api.Bus.Published.Count;
        var batch = $"[{Item("wfr_batch", 1)},{Item("wfr_never", 1)},{{\"destination\":\"https://example.com\"}}]";

        (await _api.CallAsync("POST", "/v2/batch", batch)).ExpectError(400, Ended);

        Assert.Single(await _runs.StepsAsync("wfr_batch"));
        Assert.Equal(before, _api.Bus.Published.Count);
    }

    [Fact]
    public async Task A_batch_is_answered_in_its_order_with_plain_messages_beside_steps()
    {
        await _runs.StartAsync("wfr_mixed");

        var answers = (await _api.CallAsync("POST", "/v2/batch", $"[{Item("wfr_mixed", 1)},{{\"destination\":\"https://example.com\"}},{Item("wfr_mixed", 1)}]"))
            .Expect(200).Json.AsArray();

        Assert.Equal(3, answers.Count);
        Assert.Equal(answers[0]!["messageId"]!.GetValue<string>(), answers[2]!["messageId"]!.GetValue<string>());
        Assert.NotEqual(answers[0]!["messageId"]!.GetValue<string>(), answers[1]!["messageId"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("Upstash-Workflow-CallType", "fromCallback", "CallType")]
    [InlineData("Upstash-Workflow-CallType", "elsewhere", "CallType")]
    [InlineData("Upstash-Workflow-CallType", "toCallback", "Callback")]
    public async Task A_request_can_be_a_step_or_a_call_and_nothing_else(string name, string value, string names)
    {
        await _runs.StartAsync("wfr_types");
        (await _runs.SubmitAsync("wfr_types", RunDriver.Run(1), (name, value))).ExpectError(400, names);
        Assert.Single(await _runs.StepsAsync("wfr_types"));
    }

    [Theory]
    [InlineData("no json", "invocation")]
    [InlineData("{}", "workflowRunId")]
    [InlineData("""{"workflowRunId":"wfr_parent","workflowUrl":"https://app.example.com/wf"}""", "step")]
    [InlineData("""{"workflowRunId":"wfr_parent","workflowUrl":"https://app.example.com/wf","step":{"stepId":-1}}""", "stepId")]
    [InlineData("""{"workflowRunId":"wfr_parent","workflowUrl":"nowhere","step":{"stepId":1}}""", "url")]
    [InlineData("""{"workflowRunId":"wfr_parent","workflowUrl":"https://app.example.com/wf","step":{"stepId":1},"headers":[]}""", "headers")]
    [InlineData("""{"workflowRunId":"wfr_never","workflowUrl":"https://app.example.com/wf","step":{"stepId":1}}""", Ended)]
    public async Task An_invalid_invocation_starts_no_run(string envelope, string names)
    {
        await _runs.StartAsync("wfr_parent");
        (await _api.PublishAsync(
                RunDriver.Url, envelope, [.. RunDriver.Common("wfr_child")[..2], ("Upstash-Workflow-Init", "true"), ("Upstash-Workflow-Invoke", "true")]))
            .ExpectError(400, names);
        (await _api.CallAsync("GET", "/v2/workflows/runs/wfr_child")).Expect(404);
    }

    [Fact]
    public async Task A_step_beyond_the_limits_of_a_run_is_412()
    {
        await _runs.StartAsync("wfr_full");
        for (var i = 1; i < 5; i++)
        {
            (await _runs.SubmitAsync("wfr_full", RunDriver.Run(i))).Expect(200);
        }

        (await _runs.SubmitAsync("wfr_full", RunDriver.Run(5))).ExpectError(412, "5");
        await _runs.StartAsync("wfr_fat");
        (await _runs.SubmitAsync("wfr_fat", RunDriver.Run(1, new string('x', 5000)))).ExpectError(412, "4096");
        Assert.Single(await _runs.StepsAsync("wfr_fat"));
        (await _runs.SubmitAsync("wfr_fat", RunDriver.Run(1), ("Upstash-Retries", "1000000"))).ExpectError(412, "retries");
    }

    private static string Item(string runId, int stepId) => new System.Text.Json.Nodes.JsonObject
    {
        ["destination"] = RunDriver.Url,
        ["body"] = RunDriver.Run(stepId),
        ["headers"] = new System.Text.Json.Nodes.JsonObject(
            RunDriver.Common(runId).Select(header => KeyValuePair.Create(header.Item1.ToLowerInvariant(), (System.Text.Json.Nodes.JsonNode?)header.Item2))),
    }.ToJsonString();

    /// <summary>A server with narrow limits.</summary>
    public sealed class Host : IAsyncLifetime
    {
        internal ApiHost Api { get; } = new();

        public ValueTask InitializeAsync()
        {
            Api.Settings["BusQStash:Workflows:MaxSteps"] = "5";
            Api.Settings["BusQStash:Workflows:MaxRunBytes"] = "4096";
            return Api.InitializeAsync();
        }

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }
}
