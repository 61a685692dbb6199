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
