using System.Text.Json.Nodes;
using BusQStash.Compatibility.Tests.Sdk;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Compatibility.Tests.Workflows;

/// <summary>
/// The requests of the Python workflow package (0.1.4), by hand: publish to start a run, no version of its own but the forwarded one, limits and user headers on every step,
/// unused members of a step as <c>null</c> (wire contract 24.14).
/// </summary>
public sealed class When_the_python_sdk_runs_a_workflow(EmbeddedServer embedded, DistributedServer distributed) : WorkflowHabits(embedded, distributed)
{
    private const string Entries = "init run nap call";

    [Theory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Distributed)]
    public async Task It_runs_sleeps_calls_and_returns(ServerKind kind)
    {
        await using var destination = await Destination.StartAsync();
        var stranger = destination.AddHook(Answer.Text("hi"));
        var (runId, hook) = (Unique("wfr"), destination.AddHook());
        hook.AnswerWith = request => Answer.Status(200, ("Upstash-Workflow-Sdk-Version", "1")).Once(GoOnAsync(kind, request, hook.Url, stranger.Url, runId));

        await StartAsync(kind, hook.Url, runId);

        var run = await RunAsync(kind, runId, "RUN_SUCCESS");
        var steps = run["steps"]!.AsArray().Select(group => group!["steps"]!.AsArray().Single()!).ToList();
        Assert.Equal(Entries.Split(' '), steps.Select(step => step["stepName"]!.GetValue<string>()));
        Assert.Equal("question", Assert.Single(stranger.Requests).Text);
        Assert.DoesNotContain(stranger.Requests[0].Headers, header => header.Key.StartsWith("Upstash-Workflow", StringComparison.OrdinalIgnoreCase));
        var deliveries = hook.Requests.Where(request => request.Header("Upstash-Workflow-Callback") is null).ToList();
        Assert.Equal([1, 2, 3, 4], deliveries.Select(delivery => ListOf(delivery).Length).Distinct().Order());
        Assert.All(deliveries, delivery => Assert.Equal("1", delivery.Header("Upstash-Workflow-Sdk-Version")));

        // Its steps carry the user's headers themselves, the answer of a call too.
        Assert.All(hook.Requests, request => Assert.Equal("mine", request.Header("X-User")));
    }

    [Theory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Distributed)]
    public async Task A_500_without_the_version_header_is_an_ordinary_failure(ServerKind kind)
    {
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook(Answer.Text("""{"error":"Exception","message":"boom"}""", 500));
        var runId = Unique("wfr");
        await StartAsync(kind, hook.Url, runId);

        await hook.WaitForEndedAsync(1);
        var step = await Eventually.ValueAsync(
            async () => (await RunAsync(kind, runId, "RUN_STARTED"))["steps"]!.AsArray()[^1]!["steps"]!.AsArray().Single() is { } next
                && next["state"]!.GetValue<string>() == "STEP_RETRY"
                    ? next
                    : null,
            "the step to be retried");
        Assert.Contains("boom", Assert.Single(step["errors"]!.AsArray())!["body"]!.GetValue<string>(), StringComparison.Ordinal);
        await CallAsync(kind, "DELETE", $"/v2/workflows/runs/{runId}?cancel=true");
        await RunAsync(kind, runId, "RUN_CANCELED");
    }

    [Theory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Distributed)]
    public async Task Its_client_sees_waiters_and_notifies_them(ServerKind kind)
    {
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook(Answer.Status(200, ("Upstash-Workflow-Sdk-Version", "1")));
        var (runId, eventId) = (Unique("wfr"), Unique("event"));
        await StartAsync(kind, hook.Url, runId);
        await hook.WaitForEndedAsync(1);
        await WaitAsync(kind, hook.Url, runId, eventId, Headers("false", hook.Url, runId));

        Assert.Single((await CallAsync(kind, "GET", $"/v2/waiters/{eventId}"))!.AsArray());
        var notified = Assert.Single((await CallAsync(kind, "POST", $"/v2/notify/{eventId}", """{"a": 1}""", 201))!.AsArray());

        Assert.Equal(runId, Has(notified, "messageId", "workflowRunId")["workflowRunId"]!.GetValue<string>());
        var resumed = (await hook.WaitForAsync(2))[1];
        Assert.Equal(notified!["messageId"]!.GetValue<string>(), resumed.Header("Upstash-Message-Id"));
        await CallAsync(kind, "DELETE", $"/v2/workflows/runs/{runId}?cancel=true");
    }

    private Task<JsonNode?> StartAsync(ServerKind kind, string url, string runId) =>
        CallAsync(kind, "POST", $"/v2/publish/{url}", "{\"n\": 1}", 200, Headers("true", url, runId));

    private Task<JsonNode?> GoOnAsync(ServerKind kind, ReceivedRequest request, string url, string stranger, string runId)
    {
        if (request.Header("Upstash-Workflow-Callback") is not null)
        {
            var step = Step(3, "call", "Call", """{\"status\": 200}""");
            return CallAsync(kind, "POST", $"/v2/publish/{url}", step, 200, Headers("false", url, runId));
        }

        return ListOf(request).Length switch
        {
            1 => BatchAsync(kind, url, Step(1, "run", "Run", "1"), Headers("false", url, runId)),
            2 => BatchAsync(kind, url, Step(2, "nap", "SleepFor", "null", "1"), [.. Headers("false", url, runId), ("Upstash-Delay", "1s")]),
            3 => BatchAsync(kind, stranger, "question", CallHeaders(url, runId)),
            _ => CallAsync(kind, "DELETE", $"/v2/workflows/runs/{runId}?cancel=false"),
        };
    }

    private Task<JsonNode?> BatchAsync(ServerKind kind, string destination, string body, (string Name, string Value)[] headers) => CallAsync(
        kind, "POST", "/v2/batch", new[] { new { destination, headers = headers.ToDictionary(header => header.Name, header => header.Value), body } });

    private static string Step(int id, string name, string type, string result, string sleepFor = "null") =>
        $$"""
        {"method": "POST", "stepId": {{id}}, "stepName": "{{name}}", "stepType": "{{type}}", "out": "{{result}}", "sleepFor": {{sleepFor}}, "sleepUntil": null, "concurrent": 1, "targetStep": null, "callUrl": null, "callMethod": null, "callBody": null, "callHeaders": null}
        """;

    private static (string Name, string Value)[] Headers(string init, string url, string runId) =>
    [
        ("Upstash-Workflow-Init", init), ("Upstash-Workflow-RunId", runId), ("Upstash-Workflow-Url", url),
        ("Upstash-Feature-Set", "LazyFetch,InitialBody,WF_DetectTrigger"), ("Upstash-Forward-Upstash-Workflow-Sdk-Version", "1"), ("Upstash-Method", "POST"),
        ("Upstash-Retries", "2"), ("Upstash-Failure-Callback-Retries", "2"), ("Upstash-Forward-X-User", "mine"), ("Upstash-Failure-Callback-Forward-X-User", "mine"),
    ];

    private static (string Name, string Value)[] CallHeaders(string url, string runId) =>
    [
        ("Upstash-Workflow-Init", "false"), ("Upstash-Workflow-RunId", runId), ("Upstash-Workflow-Url", url), ("Upstash-Workflow-CallType", "toCallback"),
        ("Upstash-Feature-Set", "WF_NoDelete,InitialBody"), ("Upstash-Method", "POST"), ("Upstash-Retries", "0"), ("Upstash-Callback-Retries", "2"),
        ("Upstash-Callback-Forward-X-User", "mine"), ("Upstash-Callback", url), ("Upstash-Callback-Workflow-RunId", runId),
        ("Upstash-Callback-Workflow-CallType", "fromCallback"), ("Upstash-Callback-Workflow-Init", "false"), ("Upstash-Callback-Workflow-Url", url),
        ("Upstash-Callback-Feature-Set", "LazyFetch,InitialBody"), ("Upstash-Callback-Forward-Upstash-Workflow-Callback", "true"),
        ("Upstash-Callback-Forward-Upstash-Workflow-StepId", "3"), ("Upstash-Callback-Forward-Upstash-Workflow-StepName", "call"),
        ("Upstash-Callback-Forward-Upstash-Workflow-StepType", "Call"), ("Upstash-Callback-Forward-Upstash-Workflow-Concurrent", "1"),
        ("Upstash-Callback-Forward-Upstash-Workflow-ContentType", "application/json"),
    ];
}
