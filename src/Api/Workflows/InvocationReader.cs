using System.Text;
using System.Text.Json;
using BusQStash.Api.Http;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>Reads the envelope of an invocation: the new run's payload and the run that waits for it (wire contract 24.9).</summary>
internal sealed class InvocationReader(ResumeReader resumes)
{
    internal (byte[] Payload, RunInvoker? Invoker) Read(ReadOnlyMemory<byte> body, DateTimeOffset now, Refusals refusals)
    {
        var (envelope, refusal) = JsonBody.Parse(body.ToArray(), WorkflowsJson.Default.InvocationBody);
        if (envelope is null)
        {
            refusals.Malformed($"invalid invocation: {refusal!.Text}");
            return ([], null);
        }

        if (envelope is not { WorkflowRunId: { Length: > 0 } runId, WorkflowUrl: { } url })
        {
            refusals.Malformed("invalid invocation: it needs workflowRunId, workflowUrl and step");
            return ([], null);
        }

        var (step, wrong) = StepBody.Read(envelope.Step);
        if (step is null)
        {
            refusals.Malformed($"invalid invocation: {wrong}");
            return ([], null);
        }

        var (spec, ownsRetries) = resumes.Read(url, envelope.Headers, now, refusals);
        return (Payload(envelope.Body), new RunInvoker(runId, spec.Url, step.Facts, Encoding.UTF8.GetBytes(envelope.Step.GetRawText()), spec, ownsRetries));
    }

    private static byte[] Payload(JsonElement body) => body.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => [],
        JsonValueKind.String => Encoding.UTF8.GetBytes(body.GetString()!),
        _ => Encoding.UTF8.GetBytes(body.GetRawText()),
    };
}
