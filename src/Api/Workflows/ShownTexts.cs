using System.Text;
using BusQStash.Api.Messages;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>Prepares bodies for the log of a run: redacted where the trigger asked for it, and truncated to the length the caller asks for.</summary>
internal static class ShownTexts
{
    /// <summary>
    /// Redacts the bodies of a run whose trigger hides the body (wire contract 3.3): the contents of its messages, payload and steps alike. Responses are shown, as for any
    /// message. The first step has no number and is redacted where it is made.
    /// </summary>
    internal static StepResource Redact(StepResource step, RunRecord run) => Redacted.HidesBody(run.Spec) && step.StepId is not null ? OfMessages(step, Hide) : step;

    /// <summary>Truncates every body to a length in bytes; below zero bodies are left out, with zero they stay whole (wire contract 24.12).</summary>
    internal static RunResource Trim(RunResource run, int bytes) => bytes == 0
        ? run
        : run with
        {
            WorkflowRunResponse = Cut(run.WorkflowRunResponse, bytes),
            FailureFunction = run.FailureFunction is not { } failure ? null : failure with
            {
                FailResponse = Cut(failure.FailResponse, bytes),
                ResponseBody = Cut(failure.ResponseBody, bytes),
                Errors = Trim(failure.Errors, bytes),
            },
            Steps = [.. run.Steps.Select(group => group with { Steps = [.. group.Steps.Select(step => Trim(step, bytes))] })],
        };

    internal static StepResource Trim(StepResource step, int bytes) => bytes == 0
        ? step
        : OfMessages(step, text => Cut(text, bytes)) with { Errors = Trim(step.Errors, bytes) };

    internal static string? Cut(string? text, int bytes)
    {
        if (bytes <= 0)
        {
            return bytes == 0 ? text : null;
        }

        if (text is null || Encoding.UTF8.GetByteCount(text) <= bytes)
        {
            return text;
        }

        // A character that does not fit entirely is left out.
        Encoding.UTF8.GetEncoder().Convert(text, new byte[bytes], flush: false, out var used, out _, out _);
        return text[..used];
    }

    private static StepResource OfMessages(StepResource step, Func<string?, string?> show) => step with
    {
        Out = show(step.Out),
        CallBody = show(step.CallBody),
        CallResponseBody = show(step.CallResponseBody),
        InvokedWorkflowRunBody = show(step.InvokedWorkflowRunBody),
    };

    private static List<StepErrorResource>? Trim(IReadOnlyList<StepErrorResource>? errors, int bytes) =>
        errors is null ? null : [.. errors.Select(error => error with { Body = Cut(error.Body, bytes) })];

    private static string? Hide(string? text) => string.IsNullOrEmpty(text) ? text : Redacted.Placeholder(Encoding.UTF8.GetBytes(text));
}
