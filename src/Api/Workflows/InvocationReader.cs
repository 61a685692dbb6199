using System.Text;
using System.Text.Json;
using BusQStash.Api.Http;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>Reads the envelope of an invocation: the payload of the new run, and the run that waits for it (wire contract 24.9).</summary>
internal sealed class InvocationReader(ResumeReader resumes)
{
    internal (byte[] Payload, RunInvoker? Invoker) Read(ReadOnlyMemory<byte> envelope, DateTimeOffset now, Refusals refusals)
    {
        try
        {
            using var json = JsonDocument.Parse(envelope);
            return Read(json.RootElement, now, refusals);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            refusals.Malformed("invalid invocation: the body is no JSON text");
            return ([], null);
        }
    }

    private (byte[] Payload, RunInvoker? Invoker) Read(JsonElement envelope, DateTimeOffset now, Refusals refusals)
    {
        if (envelope.ValueKind != JsonValueKind.Object
            || StepReader.Text(envelope, "workflowRunId") is not { Length: > 0 } runId
            || StepReader.Text(envelope, "workflowUrl") is not { } url
            || !envelope.TryGetProperty("step", out var step))
        {
            refusals.Malformed("invalid invocation: it needs workflowRunId, workflowUrl and step");
            return ([], null);
        }

        var (facts, wrong) = StepReader.Read(step);
        if (facts is null)
        {
            refusals.Malformed($"invalid invocation: {wrong}");
            return ([], null);
        }

        var (spec, ownsRetries) = resumes.Read(url, envelope.TryGetProperty("headers", out var headers) ? headers : default, now, refusals);
        var payload = envelope.TryGetProperty("body", out var body) && body.ValueKind != JsonValueKind.Null
            ? Encoding.UTF8.GetBytes(body.ValueKind == JsonValueKind.String ? body.GetString()! : body.GetRawText())
            : [];
        return (payload, new RunInvoker(runId, spec.Url, facts, Encoding.UTF8.GetBytes(step.GetRawText()), spec, ownsRetries));
    }
}
