using System.Net.Http.Json;
using System.Text.Json;
using BusQStash.Testing;

namespace BusQStash.Broker.Tests.Workflows;

/// <summary>What a client asks about runs, of a server that may be dead for a while.</summary>
internal sealed class RunCalls(HttpClient server)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Asks again until there is an answer that says yes, as a client does that got none.</summary>
    public static Task UntilDoneAsync(Func<Task<bool>> call, string what) => Eventually.TrueAsync(
        async () =>
        {
            try
            {
                return await call();
            }
            catch (HttpRequestException)
            {
                return false;
            }
        },
        what,
        Patience);

    /// <summary>Waits until a run waits for an event.</summary>
    public Task UntilWaitsAsync(string eventId) => UntilDoneAsync(async () => await WaitersAsync(eventId) == 1, $"a run to wait for {eventId}");

    public async Task<int> WaitersAsync(string eventId) => (await server.GetFromJsonAsync<JsonElement>($"v2/waiters/{eventId}")).GetArrayLength();

    /// <summary>Every run of an id there ever was.</summary>
    public async Task<IReadOnlyList<JsonElement>> RunsAsync(string runId) =>
        [.. (await server.GetFromJsonAsync<JsonElement>($"v2/workflows/logs?workflowRunId={runId}")).GetProperty("runs").EnumerateArray()];

    /// <summary>The only run of an id, once it is in this state.</summary>
    public async Task<JsonElement> RunAsync(string runId, string state)
    {
        IReadOnlyList<JsonElement> runs = [];
        await UntilDoneAsync(
            async () => (runs = await RunsAsync(runId)) is [var run] && run.GetProperty("workflowState").GetString() == state, $"the only run {runId} to be {state}");
        return runs[0];
    }

    public async Task<IReadOnlyList<JsonElement>> DeadLettersAsync(string runId) =>
        [.. (await server.GetFromJsonAsync<JsonElement>($"v2/workflows/dlq?workflowRunId={runId}")).GetProperty("messages").EnumerateArray()];
}
