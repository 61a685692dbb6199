using System.Text;
using System.Text.Json;
using BusQStash.Api.Http;
using BusQStash.Rules.Durations;
using BusQStash.Api.Publishing;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Workflows;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Workflows;

/// <summary>Reads the wish to wait for an event.</summary>
internal sealed class WaitReader(ResumeReader resumes, TimeProvider time, IOptions<WorkflowOptions> options)
{
    internal WaitRequest? Read(string eventId, HttpRequest request, byte[] body, Refusals refusals)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Read(eventId, request, json.RootElement, refusals);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            refusals.Malformed("request body is no JSON text");
            return null;
        }
    }

    private WaitRequest? Read(string eventId, HttpRequest request, JsonElement wait, Refusals refusals)
    {
        var now = time.GetUtcNow();
        var lines = Lines(request);
        if (wait.ValueKind != JsonValueKind.Object
            || StepReader.Text(wait, "url") is not { } url
            || !wait.TryGetProperty("step", out var step))
        {
            refusals.Malformed("invalid wait: it needs url, timeout and step");
            return null;
        }

        var (facts, wrong) = StepReader.Read(step);
        if (facts is null)
        {
            refusals.Malformed($"invalid wait: {wrong}");
            return null;
        }

        if (WorkflowRequest.Read(new HeaderLayers(lines), refusals) is not { } run)
        {
            refusals.Malformed($"{WorkflowHeader.RunId} must tell which run waits");
            return null;
        }

        var timeoutUrl = StepReader.Text(wait, "timeoutUrl") ?? url;
        var timeoutLines = wait.TryGetProperty("timeoutHeaders", out var timeoutHeaders) && timeoutHeaders.ValueKind == JsonValueKind.Object
            ? ResumeReader.Lines(timeoutHeaders, refusals)
            : lines;
        var (timeout, ms) = Timeout(wait, refusals);
        var deadline = now.AddMilliseconds(ms);
        return new WaitRequest
        {
            RunId = run.RunId,
            EventId = eventId,
            Facts = facts with { StepId = facts.StepId == 0 ? facts.TargetStep : facts.StepId, TargetStep = 0 },
            Step = Encoding.UTF8.GetBytes(step.GetRawText()),
            Timeout = timeout,
            Deadline = deadline,
            Resume = resumes.Read(url, lines, now, refusals).Spec,
            TimeoutResume = resumes.Read(timeoutUrl, timeoutLines, now, refusals).Spec,
            OwnsRetries = run.OwnsRetries,
            View = new WaiterView(url, Map(lines), timeoutUrl, Map(timeoutLines), null) { Deadline = deadline },
            Now = now,
        };
    }

    private (string Text, long Ms) Timeout(JsonElement wait, Refusals refusals)
    {
        var text = wait.TryGetProperty("timeout", out var value)
            ? value.ValueKind == JsonValueKind.Number ? value.GetRawText() + "s" : StepReader.Text(wait, "timeout")
            : "7d";
        if (!Duration.TryParse(text, out var ms))
        {
            refusals.Malformed($"invalid timeout '{text}': must be a duration such as 50s, 10m or 1d10h30m");
        }
        else if (ms > options.Value.MaxWait.TotalMilliseconds)
        {
            refusals.OverLimit($"the timeout is over the limit: at most {options.Value.MaxWait.TotalSeconds}s are allowed");
        }

        return (text ?? "", Math.Min(ms, (long)options.Value.MaxWait.TotalMilliseconds));
    }

    /// <summary>Headers for the run, without those of this connection and of this API.</summary>
    private static List<HeaderLine> Lines(HttpRequest request) =>
    [
        .. from header in request.Headers
           where header.Key.StartsWith(PublishHeader.Prefix, StringComparison.OrdinalIgnoreCase)
              || header.Key.Equals(PublishHeader.ContentType, StringComparison.OrdinalIgnoreCase)
           where !header.Key.StartsWith("Upstash-Telemetry-", StringComparison.OrdinalIgnoreCase)
           from value in header.Value
           select new HeaderLine(header.Key, value),
    ];

    private static byte[] Map(IReadOnlyList<HeaderLine> lines) =>
        JsonSerializer.SerializeToUtf8Bytes(HeaderMap.Of(lines) ?? [], WorkflowsJson.Default.DictionaryStringListString);
}
