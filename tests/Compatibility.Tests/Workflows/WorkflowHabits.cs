using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusQStash.Compatibility.Tests.Python;
using BusQStash.Compatibility.Tests.Sdk;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Compatibility.Tests.Workflows;

/// <summary>What the endpoints and clients of workflows in other languages do alike.</summary>
public abstract class WorkflowHabits(EmbeddedServer embedded, DistributedServer distributed) : PythonHabits(embedded, distributed)
{
    /// <summary>The steps of a delivery, as they were submitted.</summary>
    protected static string[] ListOf(ReceivedRequest delivery) =>
        [.. delivery.Json().EnumerateArray().Select(entry => Encoding.UTF8.GetString(entry.GetProperty("body").GetBytesFromBase64()))];

    /// <summary>The run's entry in the logs, once it is in this state.</summary>
    protected Task<JsonObject> RunAsync(ServerKind kind, string runId, string state) => Eventually.ValueAsync(
        async () => Has(await CallAsync(kind, "GET", $"/v2/workflows/logs?count=1&workflowRunId={runId}"), "runs")["runs"]!.AsArray() is [JsonObject run]
            && run["workflowState"]!.GetValue<string>() == state
                ? run
                : null,
        $"the run {runId} to be {state}");

    /// <summary>A wait for an event, as every SDK submits it.</summary>
    protected Task WaitAsync(ServerKind kind, string url, string runId, string eventId, params (string Name, string Value)[] headers) => CallAsync(
        kind,
        "POST",
        $"/v2/wait/{eventId}",
        new
        {
            url,
            timeout = "1h",
            timeoutUrl = url,
            timeoutHeaders = new Dictionary<string, string[]> { ["Upstash-Workflow-Runid"] = [runId] },
            step = new { stepId = 1, stepType = "Wait", stepName = "wait", concurrent = 1 },
        },
        200,
        headers);

    /// <summary>Header maps are names with lists, as Go declares them.</summary>
    protected static void AssertHeaderMap(JsonNode? map)
    {
        var headers = Assert.IsType<JsonObject>(map);
        Assert.NotEmpty(headers);
        Assert.All(headers, header => Assert.All(Assert.IsType<JsonArray>(header.Value), value => Assert.Equal(JsonValueKind.String, value!.GetValueKind())));
    }
}
