using System.Text.Json.Nodes;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Contracts.Workflows;
using BusQStash.Store.Messages;
using BusQStash.Store.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Api.Tests.Workflows;

/// <summary>Does to runs what an SDK's client, an endpoint and the workers do.</summary>
internal sealed class RunDriver(ApiHost api)
{
    internal const string Url = "https://app.example.com/wf";

    private const string Features = "LazyFetch,InitialBody,WF_DetectTrigger,WF_TriggerOnConfig";

    private int _deadLetters;

    /// <summary>Headers of a step.</summary>
    internal static (string, string)[] Common(string runId) =>
    [
        ("Upstash-Workflow-RunId", runId), ("Upstash-Workflow-Url", Url), ("Upstash-Workflow-Init", "false"), ("Upstash-Workflow-Sdk-Version", "1"),
        ("Upstash-Feature-Set", Features), ("Upstash-Forward-Upstash-Workflow-Sdk-Version", "1"),
    ];

    internal static string Run(int stepId, string result = "1") =>
        $$"""{"stepId":{{stepId}},"stepName":"step {{stepId}}","stepType":"Run","out":"{{result}}","concurrent":1}""";

    internal async Task<string> StartAsync(string runId, string body = "payload", params (string, string)[] headers) =>
        (await api.PublishAsync(Url, body, [.. Common(runId).Where(header => header.Item1 != "Upstash-Workflow-Init"), ("Upstash-Workflow-Init", "true"), .. headers]))
        .Expect(200).MessageId;

    internal Task<ApiAnswer> SubmitAsync(string runId, string step, params (string, string)[] headers) => api.PublishAsync(Url, step, [.. Common(runId), .. headers]);

    internal Task<ApiAnswer> WaitAsync(string runId, string eventId, string body) => api.CallAsync("POST", $"/v2/wait/{eventId}", body, Common(runId));

    internal Task<ApiAnswer> WaitAsync(string runId, string eventId, int stepId) => WaitAsync(
        runId,
        eventId,
        $$$"""{"url":"{{{Url}}}","timeout":"1h","timeoutUrl":"{{{Url}}}","timeoutHeaders":{"Upstash-Workflow-Runid":["{{{runId}}}"]},"step":{"stepId":{{{stepId}}},"stepType":"Wait","stepName":"wait","concurrent":1}}""");

    /// <summary>The steps of a living run as the SDK fetches them.</summary>
    internal async Task<string[]> StepsAsync(string runId) =>
    [
        .. (await api.CallAsync("GET", $"/v2/workflows/runs/{Uri.EscapeDataString(runId)}")).Expect(200).Json.AsArray()
            .Select(step => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(step!["body"]!.GetValue<string>()))),
    ];

    /// <summary>A run in its log.</summary>
    internal async Task<JsonNode> LogAsync(string runId, string more = "") =>
        Assert.Single((await api.CallAsync("GET", $"/v2/workflows/logs?workflowRunId={Uri.EscapeDataString(runId)}{more}")).Expect(200).Json["runs"]!.AsArray())!;

    /// <summary>Single events of a run, the newest first.</summary>
    internal async Task<JsonArray> EventsAsync(string runId, string more = "") =>
        (await api.CallAsync("GET", $"/v2/workflows/events?workflowRunId={Uri.EscapeDataString(runId)}{more}")).Expect(200).Json["events"]!.AsArray();

    /// <summary>Ends a run by its message's last attempt; returns the dead letter.</summary>
    internal async Task<string> FailAsync(string runId, string messageId, int status = 500, string body = "broken")
    {
        var runs = api.Services.GetRequiredService<IWorkflowRuns>();
        var now = api.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var (runKey, _) = (await runs.FindLastAsync(runId, default))!.Value;
        var settlement = new AttemptSettlement
        {
            MessageId = messageId,
            Attempt = 0,
            NextState = MessageState.Failed,
            StartedAt = now,
            FinishedAt = now,
            Response = new ResponseRecord(status, [new("X-Why", "because"), new("Set-Cookie", "a=secret")], System.Text.Encoding.UTF8.GetBytes(body), false),
            Error = $"The destination answered with status {status}",
            DlqId = $"{now.ToUnixTimeMilliseconds()}-{Interlocked.Increment(ref _deadLetters):D6}",
            Run = new WorkflowMessage { RunKey = runKey },
        };
        Assert.Equal(SettleStatus.Settled, (await runs.SettleAsync(settlement, default)).Status);
        return settlement.DlqId;
    }
}
