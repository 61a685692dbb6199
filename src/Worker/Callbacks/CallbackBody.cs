using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BusQStash.Contracts.Messages;
using BusQStash.Contracts.Workflows;
using BusQStash.Rules.Headers;
using BusQStash.Store.Messages;
using BusQStash.Store.Workflows;
using BusQStash.Worker.Delivery;
using BusQStash.Worker.Destinations;

namespace BusQStash.Worker.Callbacks;

/// <summary>Writes the body of a callback (wire contract 11.3).</summary>
internal static class CallbackBody
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The JSON of a callback; with <paramref name="ofFailure"/> that of the failure callback.</summary>
    public static byte[] Write(Attempt attempt, AttemptSettlement end, bool ofFailure)
    {
        var size = (((end.Response?.Body.Length ?? 0) + attempt.Body.Length) * 4 / 3) + 1024;
        var buffer = new ArrayBufferWriter<byte>(size);
        using (var writer = new Utf8JsonWriter(buffer, Json))
        {
            writer.WriteStartObject();
            WriteAnswer(writer, end);
            WriteAttempt(writer, attempt, end);
            WriteSource(writer, attempt);
            if (ofFailure)
            {
                WriteFailure(writer, attempt, end);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Without an answer the status is 0 and the body says why.</summary>
    private static void WriteAnswer(Utf8JsonWriter writer, AttemptSettlement end)
    {
        writer.WriteNumber("status"u8, end.Response?.Status ?? 0);
        WriteHeaders(writer, "header", end.Response?.Headers ?? []);
        writer.WriteBase64String("body"u8, end.Response is { } response ? response.Body.Span : Encoding.UTF8.GetBytes(end.Error ?? ""));
    }

    /// <summary>The workflow SDK treats a non-2xx answer as final only when all retries are used up, so a call that was given up early reports them as used.</summary>
    private static int RetriedOf(Attempt attempt, AttemptSettlement end) =>
        attempt.Spec.Workflow?.CallType == WorkflowCallType.ToCallback && end.NextState == MessageState.Failed ? attempt.Spec.MaxRetries : attempt.Number;

    private static void WriteAttempt(Utf8JsonWriter writer, Attempt attempt, AttemptSettlement end)
    {
        writer.WriteNumber("retried"u8, RetriedOf(attempt, end));
        writer.WriteNumber("maxRetries"u8, attempt.Spec.MaxRetries);
        writer.WriteNumber("notBefore"u8, attempt.NotBefore.ToUnixTimeMilliseconds());
        writer.WriteNumber("createdAt"u8, attempt.CreatedAt.ToUnixTimeMilliseconds());
    }

    private static void WriteSource(Utf8JsonWriter writer, Attempt attempt)
    {
        var spec = attempt.Spec;
        writer.WriteString("sourceMessageId"u8, attempt.MessageId);
        WriteText(writer, "topicName", spec.TopicName);
        WriteText(writer, "endpointName", spec.EndpointName);
        writer.WriteString("url"u8, spec.Url);
        writer.WriteString("method"u8, spec.Method);
        WriteHeaders(writer, "sourceHeader", spec.Headers);
        var source = attempt.SourceBody ?? attempt.Body;
        if (!source.IsEmpty)
        {
            writer.WriteBase64String("sourceBody"u8, source.Span);
        }

        WriteText(writer, "scheduleId", spec.ScheduleId);
        WriteText(writer, "callerIP", spec.CallerIp);
    }

    private static void WriteFailure(Utf8JsonWriter writer, Attempt attempt, AttemptSettlement end)
    {
        WriteText(writer, "dlqId", end.DlqId);
        if (attempt.Spec.Workflow is { } tie)
        {
            writer.WriteString("workflowRunId"u8, tie.RunId);
            writer.WriteNumber("workflowCreatedAt"u8, tie.CreatedAt);
            return;
        }

        WriteText(writer, "workflowRunId", MessageOptions.Find(attempt.Spec, RunHeaders.RunId));
        if (long.TryParse(
            MessageOptions.Find(attempt.Spec, MessageOptions.WorkflowCreatedAt), NumberStyles.None, CultureInfo.InvariantCulture, out var createdAt))
        {
            writer.WriteNumber("workflowCreatedAt"u8, createdAt);
        }
    }

    private static void WriteHeaders(Utf8JsonWriter writer, string name, IReadOnlyList<HeaderLine> headers)
    {
        writer.WriteStartObject(name);
        foreach (var group in headers.GroupBy(header => HeaderName.Canonical(header.Name)))
        {
            writer.WriteStartArray(group.Key);
            foreach (var header in group)
            {
                writer.WriteStringValue(HeaderText.Readable(header.Value));
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
