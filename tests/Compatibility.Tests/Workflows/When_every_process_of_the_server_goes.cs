using System.Net.Http.Json;
using System.Text.Json;
using BusQStash.Compatibility.Tests.Sdk;
using BusQStash.Testing;
using BusQStash.Testing.Processes;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Compatibility.Tests.Workflows;

/// <summary>A workflow of ten steps with two sleeps, a call, a wait and an invocation (<c>js/tenSteps.mjs</c>), on two Apis, two workers, RabbitMQ and PostgreSQL.</summary>
public sealed class When_every_process_of_the_server_goes(OfficialSdk sdk)
{
    /// <summary>Starts of four processes, repeated attempts and the heartbeats of the dead, on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly string[] Names = ["init", "one", "nap", "three", "call", "five", "wait", "invoke", "eight", "rest", "ten"];

    private static readonly int Port = FreePorts.One();

    [Fact]
    public async Task Its_runs_go_on_through_a_kill_of_all_of_them_at_once()
    {
        await using var server = new DistributedServer { Apis = 2 };
        var api = await server.GetAsync();
        await using var app = await StartAppAsync(api);

        var run = await TriggerAsync(api);
        await WaitForLineAsync(app, $"executes three of {run}");
        await KillAndStartAsync(server);
        await Eventually.TrueAsync(async () => (await GetAsync(api, $"v2/waiters/paid-{run}")).GetArrayLength() == 1, "the run to wait", Patience);
        await KillAndStartAsync(server);
        await NotifyAsync(api, run);
        await WaitForLineAsync(app, $"executes eight of {run}");
        await KillAndStartAsync(server);

        await AssertReturnedAsync(app, api, run);
    }

    [Fact]
    public async Task Its_runs_go_on_through_a_rolling_restart()
    {
        await using var server = new DistributedServer { Apis = 2 };
        var api = await server.GetAsync();
        await using var app = await StartAppAsync(api);
        List<string> runs = [];

        // One run more with each process that goes: they are at all their steps when it does.
        foreach (var process in server.Processes)
        {
            runs.Add(await TriggerAsync(api));
            await WaitForLineAsync(app, $"executes one of {runs[^1]}");
            Assert.Equal(0, await process.TerminateAsync());
            await process.StartAsync();
            await NotifyAsync(api, runs[^1]);
        }

        foreach (var run in runs)
        {
            await AssertReturnedAsync(app, api, run);
        }
    }

    private static async Task KillAndStartAsync(DistributedServer server)
    {
        await Task.WhenAll(server.Processes.Select(process => process.KillAsync()));
        await Task.WhenAll(server.Processes.Select(process => process.StartAsync()));
    }

    private async Task<ChildProcess> StartAppAsync(BusQStashProcess api)
    {
        var app = await sdk.StartProgramAsync("import './tenSteps.mjs'", new Dictionary<string, string?>
        {
            ["QSTASH_URL"] = api.Url,
            ["QSTASH_TOKEN"] = BusQStashProcess.DevelopmentToken,
            ["QSTASH_REGION"] = null,
            ["QSTASH_DEV"] = null,
            ["QSTASH_CURRENT_SIGNING_KEY"] = null,
            ["QSTASH_NEXT_SIGNING_KEY"] = null,
            ["NODE_OPTIONS"] = null,
            ["PORT"] = $"{Port}",
        });
        await WaitForLineAsync(app, "listens");
        return app;
    }

    private static Task WaitForLineAsync(ChildProcess app, string line) =>
        Eventually.TrueAsync(() => app.Output.Lines.Contains(line), $"the workflow to say '{line}'", Patience);

    private static async Task<string> TriggerAsync(BusQStashProcess api)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v2/trigger/http://127.0.0.1:{Port}/flows/parent");
        request.Headers.Add("Upstash-Retries", "500");
        request.Headers.Add("Upstash-Retry-Delay", "500");
        using var response = await api.Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("workflowRunId").GetString()!;
    }

    /// <summary>Kept where the run does not wait yet.</summary>
    private static async Task NotifyAsync(BusQStashProcess api, string run)
    {
        using var response = await api.Http.PostAsJsonAsync($"v2/notify/{run}/paid-{run}", new { amount = 12 });
        response.EnsureSuccessStatusCode();
    }

    private static Task<JsonElement> GetAsync(BusQStashProcess api, string path) => api.Http.GetFromJsonAsync<JsonElement>(path);

    /// <summary>Every step has one result, and the function has returned what they say.</summary>
    private static async Task AssertReturnedAsync(ChildProcess app, BusQStashProcess api, string run)
    {
        JsonElement log = default;
        await Eventually.TrueAsync(
            async () =>
            {
                log = (await GetAsync(api, $"v2/workflows/logs?workflowRunId={run}")).GetProperty("runs")[0];
                return log.GetProperty("workflowState").GetString() == "RUN_SUCCESS";
            },
            $"the run {run} to end",
            Patience);

        var steps = log.GetProperty("steps").EnumerateArray().Select(group => Assert.Single(group.GetProperty("steps").EnumerateArray())).ToList();
        Assert.Equal(Names, steps.Select(step => step.GetProperty("stepName").GetString()));
        Assert.All(steps, step => Assert.Equal("STEP_SUCCESS", step.GetProperty("state").GetString()));
        var results = steps.ToDictionary(step => step.GetProperty("stepName").GetString()!, step => step.TryGetProperty("out", out var text) ? text.GetString() : null);
        var returned = JsonElement.Parse(log.GetProperty("workflowRunResponse").GetString()!);
        Assert.All(
            new[] { "one", "three", "five", "eight", "ten" },
            name => Assert.Equal(JsonElement.Parse(results[name]!).GetString(), returned.GetProperty(name).GetString()));
        Assert.Equal(returned.GetProperty("three").GetString(), returned.GetProperty("called").GetString());
        Assert.Equal(returned.GetProperty("five").GetString(), returned.GetProperty("invoked").GetString());
        Assert.Equal(12, returned.GetProperty("paid").GetInt32());
        Assert.DoesNotContain(app.Output.Lines, line => line.StartsWith("has another result", StringComparison.Ordinal));
    }
}
