using System.Text.Json;
using BusQStash.Api.Http;
using BusQStash.Api.Messages;
using BusQStash.Api.Publishing;
using BusQStash.Contracts.Messages;
using BusQStash.Rules.Durations;
using BusQStash.Store.Messages;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>Builds the resource of one step of a run (wire contract 24.12).</summary>
internal static class StepResources
{
    internal const string Success = "STEP_SUCCESS";
    internal const string Progress = "STEP_PROGRESS";
    internal const string Retry = "STEP_RETRY";
    internal const string Failed = "STEP_FAILED";
    internal const string Canceled = "STEP_CANCELED";

    /// <summary>The run's payload, shown as the first step.</summary>
    internal static StepResource Initial(RunRecord run, StepRecord step) => new()
    {
        StepName = "init",
        StepType = "Initial",
        CallType = "step",
        MessageId = step.MessageId,
        Out = step.Body.Length > 0 && Redacted.HidesBody(run.Spec) ? Redacted.Placeholder(step.Body) : LogText.Of(step.Body) ?? "",
        Concurrent = 1,
        State = Success,
        CreatedAt = step.CreatedAt,
        Retries = run.Spec.MaxRetries,
        RetryDelay = run.Spec.RetryDelayExpression,
        Headers = Redacted.Headers(run.Spec, Shown(run.Spec)),
    };

    /// <summary>A step with its result, or one in progress.</summary>
    internal static StepResource Of(StepRecord step, StepDetails details, string state) => Described(step, details, LoggedStep.Read(step.Body)) with { State = state };

    /// <summary>The state of the run's message, as a step state.</summary>
    internal static string StateOf(StepRecord step, RunState run) => step.MessageState switch
    {
        MessageState.Failed => Failed,
        MessageState.Canceled => Canceled,
        _ when run is not RunState.Alive => Canceled,
        MessageState.Retrying => Retry,
        _ when step.Errors.Count > 0 => Retry,
        _ => Progress,
    };

    private static StepResource Described(StepRecord step, StepDetails details, LoggedStep body)
    {
        var resource = new StepResource
        {
            StepId = step.TargetStep > 0 ? step.TargetStep : step.StepId,
            StepName = step.Name,
            StepType = step.Type,
            CallType = "step",
            MessageId = step.MessageId,
            Out = Text(body.Out),
            Concurrent = step.Concurrent,
            State = Success,
            CreatedAt = step.CreatedAt,
            SleepFor = Milliseconds(body.SleepFor),
            SleepUntil = Milliseconds(body.SleepUntil),
            Errors = step.Errors.Count > 0 ? [.. step.Errors.Select(StepErrorResource.Of)] : null,
            Retries = step.Spec?.MaxRetries,
            RetryDelay = step.Spec?.RetryDelayExpression,
            Headers = step is { Kind: StepKind.Entry, Spec: { } spec } ? Redacted.Headers(spec, Shown(spec)) : null,
            NextDeliveryTime = step.MessageState is MessageState.Scheduled or MessageState.Retrying ? step.NotBefore : null,
        };
        return WithInvocation(WithCall(WithWait(resource, details.Wait, body), details.Call, CallAnswer.Read(resource.Out)), details.Invocation);
    }

    private static StepResource WithWait(StepResource step, StepRecord? wait, LoggedStep body) => wait is null
        ? step with { WaitEventId = Text(body.WaitEventId), WaitTimeoutDuration = Text(body.Timeout) }
        : step with
        {
            WaitEventId = wait.EventId,
            WaitTimeoutDuration = wait.Timeout,
            WaitTimeoutDeadline = wait.Deadline,
            WaitTimeout = body.WaitTimeout.ValueKind == JsonValueKind.True,
        };

    private static StepResource WithCall(StepResource step, StepRecord? call, CallAnswer answer) => call?.Spec is not { } spec
        ? step
        : step with
        {
            CallUrl = spec.Url,
            CallMethod = spec.Method,
            CallHeaders = Redacted.Headers(spec),
            CallBody = LogText.Of(call.MessageBody),
            CallResponseStatus = answer.Status.ValueKind == JsonValueKind.Number && answer.Status.TryGetInt32(out var number) ? number : null,
            CallResponseBody = Text(answer.Body),
            CallResponseHeaders = answer.Header.ValueKind == JsonValueKind.Object ? HeaderMap.Of(ResumeReader.Lines(answer.Header, new Refusals())) : null,
        };

    private static StepResource WithInvocation(StepResource step, StepRecord? invocation) => invocation is null
        ? step
        : step with
        {
            InvokedWorkflowRunId = invocation.InvokedRunId,
            InvokedWorkflowUrl = invocation.InvokedUrl,
            InvokedWorkflowCreatedAt = invocation.InvokedCreatedAt,
            InvokedWorkflowRunBody = LogText.Of(invocation.InvokedBody),
            InvokedWorkflowRunHeaders = invocation.InvokedSpec is { } spec ? Redacted.Headers(spec, Shown(spec)) : null,
        };

    /// <summary>The headers a run was started with, without those of the protocol.</summary>
    private static HeaderLine[] Shown(MessageSpec spec) =>
    [
        .. spec.Headers.Where(header =>
            !header.Name.StartsWith(PublishHeader.Prefix, StringComparison.OrdinalIgnoreCase)
            || header.Name.Equals(RunHeaders.SdkVersion, StringComparison.OrdinalIgnoreCase)),
    ];

    /// <summary>A member as text: a string as it is, any other value as its JSON.</summary>
    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    private static long? Milliseconds(JsonElement seconds) => seconds.ValueKind switch
    {
        JsonValueKind.Number => (long)(seconds.GetDouble() * 1000),
        JsonValueKind.String when Duration.TryParse(seconds.GetString(), out var ms) => ms,
        _ => null,
    };
}
