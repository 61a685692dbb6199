using System.Collections.Concurrent;
using BusQStash.Testing.Destinations;

namespace BusQStash.Broker.Tests.Workflows;

/// <summary>A workflow that fails at its first call, for good, and has a failure function.</summary>
internal sealed class FailingWorkflow
{
    private readonly HttpClient _server;
    private readonly Hook _hook;
    private readonly Hook _failure;

    public FailingWorkflow(HttpClient server, Destination destination, string runId)
    {
        (_server, RunId) = (server, runId);
        _hook = destination.AddHook(request =>
        {
            Runs.Enqueue(request.Header("Upstash-Workflow-RunId")!);

            // The one it is resumed as gets no answer: it is enough that it came.
            return request.Header("Upstash-Workflow-RunId") == runId ? Answer.Status(489, ("Upstash-NonRetryable-Error", "true")) : Answer.Hang;
        });
        _failure = destination.AddHook(request =>
        {
            Failures.Enqueue(request.Header("Upstash-Message-Id")!);
            return Answer.Status(200, ("Upstash-Workflow-Sdk-Version", "1"));
        });
    }

    public string RunId { get; }

    /// <summary>The runs that were delivered.</summary>
    public ConcurrentQueue<string> Runs { get; } = new();

    /// <summary>The messages by which the failure function was called.</summary>
    public ConcurrentQueue<string> Failures { get; } = new();

    public async Task TriggerAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v2/trigger/{_hook.Url}") { Content = new StringContent("payload") };
        request.Headers.Add("Upstash-Workflow-RunId", RunId);
        request.Headers.Add("Upstash-Workflow-Unknown-Sdk", "true");
        request.Headers.Add("Upstash-Failure-Callback", _failure.Url);
        request.Headers.Add("Upstash-Failure-Callback-Workflow-RunId", RunId);
        request.Headers.Add("Upstash-Failure-Callback-Workflow-CallType", "failureCall");
        using var response = await _server.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }
}
