using System.Text.Json;
using BusQStash.Api.Http;
using BusQStash.Rules.Durations;
using BusQStash.Api.Publishing;
using BusQStash.Store.Messages;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>Shows one step of a run (wire contract 24.12).</summary>
internal static class StepResources
{
    internal const string Success = "STEP_SUCCESS";
    internal const string Progress = "STEP_PROGRESS";
    internal const string Retry = "STEP_RETRY";
    internal const string Failed = "STEP_FAILED";
    internal const string Canceled = "STEP_CANCELED";

    /// <summary>The payload, as the first step.</summary>
    internal static StepResource Initial(RunRecord run, StepRecord step) => new()
    {
        StepId = 0,
        StepName = "init",
        StepType = "Initial",
        CallType = "step",
        MessageId = step.MessageId,
        Out = LogText.Of(step.Body) ?? "",
        Concurrent = 1,
        State = Success,
        CreatedAt = step.CreatedAt,
        Headers = HeaderMap.Of([.. run.Spec.Headers.Where(header => IsShown(header.Name))]),
    };

    /// <summary>A step with its result, or one that is under way.</summary>
    internal static StepResource Of(StepRecord step, StepDetails details, string state) => Described(step, details, Parse(step.Body)) with { State = state };

    /// <summary>How a message of the run is doing, in the words of steps.</summary>
    internal static string StateOf(StepRecord step, RunState run) => step.MessageState switch
    {
        MessageState.Failed => Failed,
        MessageState.Canceled => Canceled,
        _ when run is not RunState.Alive => Canceled,
        MessageState.Retrying => Retry,
        _ when step.Errors.Count > 0 => Retry,
        _ => Progress,
    };

    internal static JsonElement Parse(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            // The payload of the first entry need not be JSON.
            return default;
        }
    }

    private static StepResource Described(StepRecord step, StepDetails details, JsonElement body)
    {
        var resource = new StepResource
        {
            StepId = step.TargetStep > 0 ? step.TargetStep : step.StepId,
            StepName = step.Name,
            StepType = step.Type,
            CallType = "step",
            MessageId = step.MessageId,
            Out = Text(body, "out"),
            Concurrent = step.Concurrent,
            State = Success,
            CreatedAt = step.CreatedAt,
            SleepFor = Milliseconds(body, "sleepFor"),
            SleepUntil = Milliseconds(body, "sleepUntil"),
            Errors = step.Errors.Count > 0 ? [.. step.Errors.Select(StepErrorResource.Of)] : null,
            Retries = step.Spec?.MaxRetries,
            RetryDelay = step.Spec?.RetryDelayExpression,
            NextDeliveryTime = step.MessageState is MessageState.Scheduled or MessageState.Retrying ? step.NotBefore : null,
        };
        return WithInvocation(WithCall(WithWait(resource, details.Wait, body), details.Call, body), details.Invocation);
    }

    private static StepResource WithWait(StepResource step, StepRecord? wait, JsonElement body) => wait is null
        ? step with { WaitEventId = Text(body, "waitEventId"), WaitTimeoutDuration = Text(body, "timeout") }
        : step with
        {
            WaitEventId = wait.EventId,
            WaitTimeoutDuration = wait.Timeout,
            WaitTimeoutDeadline = wait.Deadline,
            WaitTimeout = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("waitTimeout", out var timedOut) && timedOut.ValueKind == JsonValueKind.True,
        };

    private static StepResource WithCall(StepResource step, StepRecord? call, JsonElement body)
    {
        if (call?.Spec is not { } spec)
        {
            return step;
        }

        var answer = Text(body, "out") is { } text ? Parse(System.Text.Encoding.UTF8.GetBytes(text)) : default;
        var isAnswer = answer.ValueKind == JsonValueKind.Object;
        return step with
        {
            CallUrl = spec.Url,
            CallMethod = spec.Method,
            CallHeaders = HeaderMap.Of(spec.Headers),
            CallBody = LogText.Of(call.MessageBody),
            CallResponseStatus = isAnswer && answer.TryGetProperty("status", out var status) && status.TryGetInt32(out var number) ? number : null,
            CallResponseBody = isAnswer ? Text(answer, "body") : null,
            CallResponseHeaders = isAnswer && answer.TryGetProperty("header", out var header) ? Headers(header) : null,
        };
    }

    private static StepResource WithInvocation(StepResource step, StepRecord? invocation) => invocation is null
        ? step
        : step with
        {
            InvokedWorkflowRunId = invocation.InvokedRunId,
            InvokedWorkflowUrl = invocation.InvokedUrl,
            InvokedWorkflowCreatedAt = invocation.InvokedCreatedAt,
            InvokedWorkflowRunBody = LogText.Of(invocation.InvokedBody),
            InvokedWorkflowRunHeaders = HeaderMap.Of([.. (invocation.InvokedSpec?.Headers ?? []).Where(header => IsShown(header.Name))]),
        };

    private static bool IsShown(string name) =>
        !name.StartsWith(PublishHeader.Prefix, StringComparison.OrdinalIgnoreCase) || name.Equals(RunHeaders.SdkVersion, StringComparison.OrdinalIgnoreCase);

    /// <summary>A member as text: one that is no text as the JSON it is.</summary>
    private static string? Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()
            : null;

    private static long? Milliseconds(JsonElement body, string name)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty(name, out var value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.Number => (long)(value.GetDouble() * 1000),
            JsonValueKind.String when Duration.TryParse(value.GetString(), out var ms) => ms,
            _ => null,
        };
    }

    private static Dictionary<string, List<string>>? Headers(JsonElement header)
    {
        var refusals = new Refusals();
        var lines = header.ValueKind == JsonValueKind.Object ? ResumeReader.Lines(header, refusals) : [];
        return HeaderMap.Of(lines);
    }
}
