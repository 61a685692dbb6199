using System.Net.Http.Json;
using System.Text.Json;

namespace BusQStash.Crash.Checking.Workflows;

/// <summary>Reads the logs of workflow runs as a client does.</summary>
internal sealed class RunLogReader(HttpClient api)
{
    private static readonly string[] Ends = ["RUN_SUCCESS", "RUN_FAILED", "RUN_CANCELED"];

    /// <summary>By the runs' keys in the ledger; runs that the API does not show, or shows more than once, are left out.</summary>
    public async Task<IReadOnlyDictionary<long, LoggedRun>> ReadAsync(IReadOnlyList<LedgerRun> runs)
    {
        var logged = new Dictionary<long, LoggedRun>();
        foreach (var run in runs)
        {
            var which = FormattableString.Invariant($"workflowRunId={run.Id}&workflowCreatedAt={run.CreatedAt}");
            var found = (await api.GetFromJsonAsync<JsonElement>($"v2/workflows/logs?{which}")).GetProperty("runs");
            if (found.GetArrayLength() == 1)
            {
                var events = (await api.GetFromJsonAsync<JsonElement>($"v2/workflows/events?{which}")).GetProperty("events");
                logged[run.Key] = Read(found[0], [.. events.EnumerateArray().Select(entry => entry.GetProperty("state").GetString()!)]);
            }
        }

        return logged;
    }

    private static LoggedRun Read(JsonElement run, IReadOnlyList<string> events) => new(
        run.GetProperty("workflowState").GetString()!,
        run.TryGetProperty("workflowRunResponse", out var response) ? response.GetString()! : "",
        events.Count(state => state == "RUN_STARTED"),
        [.. events.Where(Ends.Contains)],
        [
            .. run.GetProperty("steps").EnumerateArray()
                .SelectMany(group => group.GetProperty("steps").EnumerateArray())
                // The run's payload, its first step, has no number.
                .Where(step => step.GetProperty("state").GetString() == "STEP_SUCCESS" && step.TryGetProperty("stepId", out _))
                .Select(step => step.GetProperty("stepId").GetInt32()),
        ]);
}
