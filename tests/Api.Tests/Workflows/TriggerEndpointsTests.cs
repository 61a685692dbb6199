using BusQStash.Api.Tests.Hosting;
using Xunit;

namespace BusQStash.Api.Tests.Workflows;

public sealed class TriggerEndpointsTests(ApiHost api) : IClassFixture<ApiHost>
{
    private readonly RunDriver _runs = new(api);

    [Fact]
    public async Task Starts_a_run_under_an_id_of_its_own_or_the_callers()
    {
        var own = (await TriggerAsync()).Expect(200).Json;
        var callers = (await TriggerAsync(("Upstash-Workflow-RunId", "any id"))).Expect(200).Json;

        Assert.StartsWith("wfr_", own["workflowRunId"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("any id", callers["workflowRunId"]!.GetValue<string>());
        Assert.Equal((await _runs.LogAsync("any id"))["workflowRunCreatedAt"]!.GetValue<long>(), callers["workflowCreatedAt"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_run_that_lives_is_answered_with_its_own_time()
    {
        var first = (await TriggerAsync(("Upstash-Workflow-RunId", "wfr_lives"))).Expect(200).Json;
        var second = (await TriggerAsync(("Upstash-Workflow-RunId", "wfr_lives"))).Expect(200).Json;
        Assert.Equal(first["workflowCreatedAt"]!.GetValue<long>(), second["workflowCreatedAt"]!.GetValue<long>());
        Assert.True(second["deduplicated"]!.GetValue<bool>());
    }

    [Fact]
    public async Task The_endpoints_answer_takes_the_place_of_the_first_half_once()
    {
        await TriggerAsync(("Upstash-Workflow-RunId", "wfr_hands"), ("Upstash-Forward-X-Mine", "first"), ("Upstash-Retries", "7"));
        (string, string)[] answer =
            [.. RunDriver.Common("wfr_hands")[..2], ("Upstash-Workflow-Init", "true"), ("Upstash-Workflow-Trigger-By-Sdk", "true"), ("Upstash-Forward-X-Mine", "second")];

        var first = (await api.PublishAsync(RunDriver.Url, "payload", answer)).Expect(200);
        var again = (await api.PublishAsync(RunDriver.Url, "payload", answer)).Expect(200);

        Assert.Equal((first.MessageId, true), (again.MessageId, again.Json["deduplicated"]!.GetValue<bool>()));
        var message = (await api.StoredAsync(first.MessageId)).Spec;
        Assert.Equal(("second", 7), (message.Headers.Single(header => header.Name == "X-Mine").Value, message.MaxRetries));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task A_client_that_forwards_the_header_of_the_handshake_asks_for_one(string value, bool isHandshake)
    {
        var runId = $"wfr_asked_{value}";
        var first = await _runs.StartAsync(runId, "payload", ("Upstash-Forward-Upstash-Workflow-Unknown-Sdk", value), ("Upstash-Retries", "7"));
        Assert.Equal(isHandshake, (await api.StoredAsync(first)).Spec.Workflow!.Handshake);

        var second = (await api.PublishAsync(
            RunDriver.Url, "payload", [.. RunDriver.Common(runId)[..2], ("Upstash-Workflow-Init", "true"), ("Upstash-Workflow-Trigger-By-Sdk", "true")])).Expect(200);

        Assert.Equal(isHandshake, second.Json["deduplicated"] is null);
        var spec = (await api.StoredAsync(second.MessageId)).Spec;
        Assert.Equal((false, 7), (spec.Workflow!.Handshake, spec.MaxRetries));
        Assert.DoesNotContain(spec.Headers, header => header.Name.Contains("Unknown", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_endpoint_is_told_the_label_and_features_may_come_in_two_lines()
    {
        var runId = (await TriggerAsync(
            ("Upstash-Label", "one,two"), ("Upstash-Feature-Set", "LazyFetch"), ("Upstash-Feature-Set", "InitialBody, WF_DetectTrigger"))).Expect(200).Json["workflowRunId"]!.GetValue<string>();
        var first = Assert.Single(await _runs.EventsAsync(runId, "&state=CREATED"))!["stepInfo"]!["messageId"]!.GetValue<string>();

        var spec = (await api.StoredAsync(first)).Spec;

        Assert.Equal("one,two", Assert.Single(spec.Headers, header => header.Name == "Upstash-Label").Value);
        Assert.Equal("LazyFetch,InitialBody,WF_DetectTrigger", Assert.Single(spec.Options, option => option.Name == "Feature-Set").Value);
    }

    [Fact]
    public async Task The_first_message_stays_one_of_the_run()
    {
        var started = (await TriggerAsync(("Upstash-Workflow-RunId", "wfr_first"), ("Upstash-Label", "first"))).Expect(200);
        var first = Assert.Single(await CreatedAsync())!;
        (await api.PublishAsync(
            RunDriver.Url, "payload", [.. RunDriver.Common("wfr_first")[..2], ("Upstash-Workflow-Init", "true"), ("Upstash-Workflow-Trigger-By-Sdk", "true")])).Expect(200);

        Assert.Contains(first, await CreatedAsync());
        Assert.Equal("[]", (await api.CallAsync("GET", $"/v2/events?messageId={first}")).Expect(200).Json["events"]!.ToJsonString());
        Assert.Equal(started.Json["workflowRunId"]!.GetValue<string>(), (await _runs.LogAsync("wfr_first"))["workflowRunId"]!.GetValue<string>());

        async Task<List<string>> CreatedAsync() =>
            [.. (await _runs.EventsAsync("wfr_first", "&state=CREATED")).Select(entry => entry!["stepInfo"]!["messageId"]!.GetValue<string>())];
    }

    [Fact]
    public async Task A_failure_callback_tells_the_endpoint_what_it_is_and_whose()
    {
        await TriggerAsync(("Upstash-Workflow-RunId", "wfr_warned"), ("Upstash-Failure-Callback", RunDriver.Url), ("Upstash-Failure-Callback-Forward-X-Mine", "kept"));
        var first = Assert.Single(await _runs.EventsAsync("wfr_warned", "&state=CREATED"))!["stepInfo"]!["messageId"]!.GetValue<string>();

        var callback = (await api.StoredAsync(first)).Spec.FailureCallback!;

        Assert.Equal(
            ["Upstash-Workflow-Failure-Callback: true", "Upstash-Workflow-Is-Failure: true", "X-Mine: kept"],
            callback.Headers.Select(header => $"{header.Name}: {header.Value}").Order(StringComparer.Ordinal));
        Assert.Equal("wfr_warned", Assert.Single(callback.Options, option => option.Name == "Workflow-Runid").Value);
    }

    [Fact]
    public async Task A_batch_is_started_whole_or_not_at_all()
    {
        var two = $$$"""[{"destination":"{{{RunDriver.Url}}}","headers":{"Upstash-Workflow-RunId":"wfr_b1"},"body":"1"},{"destination":"{{{RunDriver.Url}}}","headers":{"upstash-workflow-runid":"wfr_b2"}}]""";
        var bad = $$$"""[{"destination":"{{{RunDriver.Url}}}","headers":{"Upstash-Workflow-RunId":"wfr_b3"}},{"destination":"nowhere"}]""";

        var started = (await api.CallAsync("POST", "/v2/batch/trigger", two)).Expect(201).Json.AsArray();
        (await api.CallAsync("POST", "/v2/batch/trigger", bad)).ExpectError(400, "nowhere");

        Assert.Equal(["wfr_b1", "wfr_b2"], started.Select(run => run!["workflowRunId"]!.GetValue<string>()));
        (await api.CallAsync("GET", "/v2/workflows/runs/wfr_b3")).Expect(404);
        Assert.Equal("[]", (await api.CallAsync("POST", "/v2/batch/trigger", "[]")).Expect(201).Text);
    }

    [Theory]
    [InlineData("nowhere", 400, "nowhere")]
    [InlineData("ftp://example.com", 400, "url")]
    [InlineData("a-group", 400, "one endpoint")]
    public async Task Where_nobody_can_be_called_no_run_starts(string destination, int status, string names)
    {
        (await api.CallAsync("POST", "/v2/topics/a-group/endpoints", """{"endpoints":[{"url":"https://example.com/1"}]}""")).Expect(200);
        var before = api.Bus.Published.Count;
        (await api.CallAsync("POST", $"/v2/trigger/{destination}", "{}")).ExpectError(status, names);
        Assert.Equal(before, api.Bus.Published.Count);
    }

    [Theory]
    [InlineData("Upstash-Retries", "x", 400)]
    [InlineData("Upstash-Retries", "1000000", 412)]
    [InlineData("Upstash-Delay", "soon", 400)]
    [InlineData("Upstash-Flow-Control-Value", "rate=x", 400)]
    public async Task Headers_are_read_as_those_of_a_publish(string name, string value, int status) =>
        Assert.Equal(status, (await TriggerAsync((name, value), ("Upstash-Flow-Control-Key", "k"))).Status);

    [Theory]
    [InlineData("{")]
    [InlineData("7")]
    [InlineData("[null]")]
    public async Task A_batch_that_is_none_is_refused(string body) => (await api.CallAsync("POST", "/v2/batch/trigger", body)).Expect(400);

    private Task<ApiAnswer> TriggerAsync(params (string, string)[] headers) => api.CallAsync("POST", $"/v2/trigger/{RunDriver.Url}", "payload", headers);
}
