using System.Net.Http.Json;
using System.Text.Json;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Programs;

namespace BusQStash.Dashboard.Tests.Hosting;

/// <summary>A workflow run whose steps the test submits itself, as the SDK in the endpoint would: the endpoint only answers as one.</summary>
internal sealed class HandWrittenRun(BusQStashProcess server, string url)
{
    /// <summary>What tells the server that an endpoint has the SDK.</summary>
    internal static readonly (string Name, string Value) Sdk = ("Upstash-Workflow-Sdk-Version", "1");

    internal string Id { get; } = $"wfr_{Guid.NewGuid():N}";

    /// <summary>A run with a step of most kinds, two of them beside each other, that now waits for the event <c>paid-</c> and its id.</summary>
    internal static async Task<HandWrittenRun> CheckoutAsync(BusQStashProcess server, Hook hook, string url, string payload, string nap)
    {
        var run = new HandWrittenRun(server, url);
        await run.StartAsync(payload);
        await hook.WaitForAsync(1);
        await run.SubmitAsync(new { stepId = 1, stepName = "reserve", stepType = "Run", @out = "\"shelf 4\"", concurrent = 1 });
        await hook.WaitForAsync(2);
        await run.SubmitAsync(
            new { stepId = 0, stepName = "pack", stepType = "Run", concurrent = 2, targetStep = 2 },
            new { stepId = 0, stepName = "bill", stepType = "Run", concurrent = 2, targetStep = 3 });
        await run.SubmitAsync(new { stepId = 2, stepName = "pack", stepType = "Run", @out = "1", concurrent = 2 });
        await run.SubmitAsync(new { stepId = 3, stepName = "bill", stepType = "Run", @out = "2", concurrent = 2 });
        await run.SleepAsync(4, nap, 1);
        await hook.WaitForAsync(7);
        await run.WaitForAsync(5, "payment", $"paid-{run.Id}");
        return run;
    }

    /// <summary>Starts the run with a payload.</summary>
    internal Task StartAsync(string payload, string retries = "3") => server.SendAsync(Item(payload, "true", retries: retries));

    /// <summary>Submits steps together: one that has run, or a block's plan.</summary>
    internal Task SubmitAsync(params object[] steps) => server.SendAsync([.. steps.Select(step => Item(JsonSerializer.Serialize(step)))]);

    /// <summary>Submits a sleep of so many seconds.</summary>
    internal Task SleepAsync(int stepId, string name, int seconds) => server.SendAsync(Item(
        JsonSerializer.Serialize(new { stepId, stepName = name, stepType = "SleepFor", sleepFor = seconds, concurrent = 1 }), delay: $"{seconds}s"));

    /// <summary>Makes the run wait for an event.</summary>
    internal async Task WaitForAsync(int stepId, string name, string eventId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v2/wait/{eventId}");
        request.Content = JsonContent.Create(new
        {
            url, timeout = "1h", timeoutUrl = url, timeoutHeaders = Headers("false").ToDictionary(header => header.Key, header => new[] { header.Value }),
            step = new { stepId, stepType = "Wait", stepName = name, concurrent = 1 },
        });
        foreach (var (header, value) in Headers("false"))
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        request.Headers.TryAddWithoutValidation("Upstash-Workflow-CallType", "step");
        using var answer = await server.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until the run's log has the state.</summary>
    internal Task ReachedAsync(string state) => Eventually.TrueAsync(
        async () => (await server.ReadAsync($"v2/workflows/logs?workflowRunId={Id}&state={state}")).GetProperty("runs").GetArrayLength() > 0,
        $"{Id} to be {state}");

    private object Item(string body, string init = "false", string? delay = null, string? retries = null)
    {
        var headers = Headers(init);
        if (delay is not null)
        {
            headers["Upstash-Delay"] = delay;
        }

        if (retries is not null)
        {
            headers["Upstash-Retries"] = retries;
            headers["Upstash-Feature-Set"] += ",WF_TriggerOnConfig";
        }

        return new { destination = url, body, headers };
    }

    private Dictionary<string, string> Headers(string init) => new()
    {
        ["Upstash-Workflow-Init"] = init,
        ["Upstash-Workflow-RunId"] = Id,
        ["Upstash-Workflow-Url"] = url,
        ["Upstash-Workflow-Sdk-Version"] = "1",
        ["Upstash-Feature-Set"] = "LazyFetch,InitialBody,WF_DetectTrigger",
        ["Upstash-Forward-Upstash-Workflow-Sdk-Version"] = "1",
        ["Content-Type"] = "application/json",
    };
}
