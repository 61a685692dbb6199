using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace BusQStash.Benchmarks.Workflows;

/// <summary>A call of the endpoint by the server: the list of a run's steps, or the answer of a call.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Path">The workflow's path: its kind and its number of steps.</param>
/// <param name="Kind">What its steps are.</param>
/// <param name="Steps">How many there are.</param>
/// <param name="Entries">The length of the list; 0 for the answer of a call.</param>
/// <param name="Last">The last entry of a parallel workflow's list.</param>
/// <param name="CalledStep">The step whose call was answered.</param>
internal sealed record WorkflowDelivery(string RunId, string Path, WorkflowKind Kind, int Steps, int Entries, WorkflowStep Last, int CalledStep)
{
    private static ReadOnlySpan<byte> EntryStart => "{\"messageId\":"u8;

    /// <summary>Tells deliveries apart: every list of a run has a length of its own. -1 for one that no trigger of the benchmark led to.</summary>
    public int Number =>
        Entries > 0 && int.TryParse(RunId.AsSpan(RunId.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var run)
            ? (run * DeliveriesOf(Kind, Steps)) + Entries - 1
            : -1;

    /// <summary>How many lists a run sends.</summary>
    public static int DeliveriesOf(WorkflowKind kind, int steps) => kind == WorkflowKind.Parallel ? (2 * steps) + 1 : steps + 1;

    public static async Task<WorkflowDelivery> ReadAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        var path = request.Path.Value!;
        var parts = path.Split('/');
        var kind = Enum.Parse<WorkflowKind>(parts[1], ignoreCase: true);
        var steps = int.Parse(parts[2], CultureInfo.InvariantCulture);
        var isAnswer = request.Headers.ContainsKey("Upstash-Workflow-Callback");

        // Entries are base64, so nothing in them looks like the start of one.
        var body = buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
        return new WorkflowDelivery(
            request.Headers["Upstash-Workflow-RunId"].ToString(),
            path,
            kind,
            steps,
            isAnswer ? 0 : body.Count(EntryStart),
            kind == WorkflowKind.Parallel ? LastOf(body) : default,
            isAnswer ? int.Parse(request.Headers["Upstash-Workflow-StepId"].ToString(), CultureInfo.InvariantCulture) : 0);
    }

    private static WorkflowStep LastOf(ReadOnlySpan<byte> list)
    {
        using var entry = JsonDocument.Parse(list[list.LastIndexOf(EntryStart)..^1].ToArray());
        var body = entry.RootElement.GetProperty("body").GetBytesFromBase64();
        if (body.Length == 0)
        {
            return default;
        }

        using var step = JsonDocument.Parse(Encoding.UTF8.GetString(body));
        return new WorkflowStep(NumberOf(step.RootElement, "stepId"), NumberOf(step.RootElement, "targetStep"));
    }

    private static int NumberOf(JsonElement step, string name) => step.TryGetProperty(name, out var value) ? value.GetInt32() : 0;
}
