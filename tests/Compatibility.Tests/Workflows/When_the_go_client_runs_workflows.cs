using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using BusQStash.Compatibility.Tests.Sdk;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Compatibility.Tests.Workflows;

/// <summary>The requests of the Go client for workflows, by hand, and its answers as strictly as its types are: it starts, notifies, cancels and lists, and runs no steps (wire contract 24.14).</summary>
public sealed class When_the_go_client_runs_workflows(EmbeddedServer embedded, DistributedServer distributed) : WorkflowHabits(embedded, distributed)
{
    [Theory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Distributed)]
    public async Task A_run_keeps_its_id_and_its_features_come_in_two_lines(ServerKind kind)
    {
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook(Answer.Status(200, ("Upstash-Workflow-Sdk-Version", "1")));
        var runId = Unique("mine");

        Assert.True(JsonElement.Parse(await TriggerAsync(kind, hook.Url, runId)).TryGetProperty("messageId", out var messageId));

        var delivery = (await hook.WaitForEndedAsync(1))[0];
        Assert.Equal(
            (runId, "1", messageId.GetString(), "a"),
            (delivery.Header("Upstash-Workflow-RunId"), delivery.Header("Upstash-Workflow-Sdk-Version"), delivery.Header("Upstash-Message-Id"), delivery.Header("X-User")));
        Assert.Equal(["""{"n":1}"""], ListOf(delivery));
        await CancelAsync(kind, new { workflowRunIds = new[] { runId } }, 1);
    }

    [Theory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Distributed)]
    public async Task Waiters_and_those_it_notifies_have_the_types_it_declares(ServerKind kind)
    {
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook(Answer.Status(200, ("Upstash-Workflow-Sdk-Version", "1")));
        var (runId, eventId) = (Unique("mine"), Unique("event"));
        await TriggerAsync(kind, hook.Url, runId);
        await hook.WaitForEndedAsync(1);
        await WaitAsync(kind, hook.Url, runId, eventId, StepHeaders(hook.Url, runId));

        var waiter = Has(Assert.Single((await CallAsync(kind, "GET", $"/v2/waiters/{eventId}"))!.AsArray()), "url", "headers", "deadline", "timeoutUrl", "timeoutHeaders");
        AssertHeaderMap(waiter["headers"]);
        AssertHeaderMap(waiter["timeoutHeaders"]);
        Assert.True(waiter["deadline"]!.GetValue<long>() > 0);
        var waiting = Assert.Single((await RunAsync(kind, runId, "RUN_STARTED"))["steps"]!.AsArray()[^1]!["steps"]!.AsArray())!;
        Assert.Equal((eventId, "STEP_PROGRESS"), (waiting["waitEventId"]!.GetValue<string>(), waiting["state"]!.GetValue<string>()));

        var notified = Has(Assert.Single((await CallAsync(kind, "POST", $"/v2/notify/{eventId}", "news", 201))!.AsArray()), "waiter", "messageId");
        Assert.False(notified.ContainsKey("error"), "It cannot read an error, not even an empty one.");
        AssertHeaderMap(notified["waiter"]!["headers"]);
        await CancelAsync(kind, new { workflowRunIds = new[] { runId } }, 1);
    }

    [Theory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Distributed)]
    public async Task Runs_are_canceled_by_ids_and_by_the_start_of_their_url_in_a_json_body(ServerKind kind)
    {
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook(Answer.Status(200, ("Upstash-Workflow-Sdk-Version", "1")));
        string[] runs = [Unique("mine"), Unique("mine"), Unique("mine")];
        foreach (var run in runs)
        {
            await TriggerAsync(kind, hook.Url, run);
        }

        await CancelAsync(kind, new { workflowRunIds = new[] { runs[0], "unknown" } }, 1);
        await CancelAsync(kind, new { workflowRunIds = new[] { runs[0] } }, 0);
        await CancelAsync(kind, new { workflowUrl = hook.Url }, 2);
        foreach (var run in runs)
        {
            await RunAsync(kind, run, "RUN_CANCELED");
        }
    }

    [Theory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Distributed)]
    public async Task Logs_have_the_types_it_declares(ServerKind kind)
    {
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook(Answer.Status(200, ("Upstash-Workflow-Sdk-Version", "1")));
        var runId = Unique("mine");
        await TriggerAsync(kind, hook.Url, runId);
        await hook.WaitForEndedAsync(1);
        await CallAsync(kind, "DELETE", $"/v2/workflows/runs/{runId}?cancel=false", """{"done":true}""");

        var run = Has(await RunAsync(kind, runId, "RUN_SUCCESS"), "workflowRunId", "workflowUrl", "workflowRunCreatedAt", "workflowRunCompletedAt", "workflowRunResponse");
        Assert.Equal((hook.Url, """{"done":true}"""), (run["workflowUrl"]!.GetValue<string>(), run["workflowRunResponse"]!.GetValue<string>()));
        var created = run["workflowRunCreatedAt"]!.GetValue<long>();
        Assert.True(run["workflowRunCompletedAt"]!.GetValue<long>() >= created);
        var group = Assert.Single(run["steps"]!.AsArray())!;
        var step = Has(Assert.Single(group["steps"]!.AsArray()), "stepName", "stepType", "messageId", "out", "headers", "createdAt", "state");
        Assert.Equal(("sequential", """{"n":1}"""), (group["type"]!.GetValue<string>(), step["out"]!.GetValue<string>()));
        AssertHeaderMap(step["headers"]);

        var filter = $"count=5&fromDate={created}&state=RUN_SUCCESS&toDate={created}&workflowCreatedAt={created}&workflowRunId={runId}&workflowUrl={Uri.EscapeDataString(hook.Url)}";
        Assert.Single(Has(await CallAsync(kind, "GET", $"/v2/workflows/logs?{filter}"), "runs")["runs"]!.AsArray());
    }

    private async Task CancelAsync(ServerKind kind, object filter, int canceled) =>
        Assert.Equal(canceled, Has(await CallAsync(kind, "DELETE", "/v2/workflows/runs", filter), "cancelled")["cancelled"]!.GetValue<int>());

    private static (string Name, string Value)[] StepHeaders(string url, string runId) =>
    [
        ("Upstash-Workflow-Init", "false"), ("Upstash-Workflow-RunId", runId), ("Upstash-Workflow-Url", url), ("Upstash-Workflow-Sdk-Version", "1"),
        ("Upstash-Feature-Set", "LazyFetch,InitialBody"), ("Upstash-Forward-Upstash-Workflow-Sdk-Version", "1"),
    ];

    /// <summary>Byte by byte: .NET's client writes a header's values in one line, Go's in a line each. It says no content type.</summary>
    private async Task<string> TriggerAsync(ServerKind kind, string url, string runId)
    {
        var server = await ServerAsync(kind);
        var at = new Uri(server.Url);
        const string Body = """{"n":1}""";
        string[] lines =
        [
            $"POST /v2/publish/{url} HTTP/1.1", $"Host: {at.Authority}", "User-Agent: Go-http-client/1.1", $"Content-Length: {Body.Length}",
            $"Authorization: {server.Http.DefaultRequestHeaders.Authorization}", "Upstash-Feature-Set: LazyFetch", "Upstash-Feature-Set: InitialBody",
            "Upstash-Flow-Control-Key: go", "Upstash-Flow-Control-Value: rate=100,parallelism=10", "Upstash-Forward-Upstash-Workflow-Sdk-Version: 1",
            "Upstash-Forward-X-User: a", "Upstash-Retries: 2", "Upstash-Workflow-Init: true", $"Upstash-Workflow-Runid: {runId}", $"Upstash-Workflow-Url: {url}",
            "Connection: close", "", Body,
        ];
        using var client = new TcpClient();
        await client.ConnectAsync(at.Host, at.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", lines)));
        using var reader = new StreamReader(client.GetStream());
        var answer = await reader.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 20", answer, StringComparison.Ordinal);
        return answer[answer.IndexOf('{', StringComparison.Ordinal)..(answer.LastIndexOf('}') + 1)];
    }
}
