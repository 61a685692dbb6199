using System.Text;
using System.Text.Json;
using BusQStash.Api.Http;
using BusQStash.Rules.Durations;
using BusQStash.Api.Publishing;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Workflows;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Workflows;

/// <summary>Reads a request to wait for an event.</summary>
internal sealed class WaitReader(ResumeReader resumes, TimeProvider time, IOptions<WorkflowOptions> options)
{
    private const string UsualTimeout = "7d";

    internal WaitRequest? Read(string eventId, HttpRequest request, byte[] body, Refusals refusals)
    {
        var (wait, refusal) = JsonBody.Parse(body, WorkflowsJson.Default.WaitBody);
        if (wait is null)
        {
            refusals.Malformed($"invalid wait: {refusal!.Text}");
            return null;
        }

        if (wait.Url is not { } url)
        {
            refusals.Malformed("invalid wait: it needs url, timeout and step");
            return null;
        }

        var (step, wrong) = StepBody.Read(wait.Step);
        if (step is null)
        {
            refusals.Malformed($"invalid wait: {wrong}");
            return null;
        }

        var lines = Lines(request);
        if (WorkflowRequest.Read(new HeaderLayers(lines), refusals) is not { } run)
        {
            refusals.Malformed($"{WorkflowHeader.RunId} must tell which run waits");
            return null;
        }

        var now = time.GetUtcNow();
        var timeoutUrl = wait.TimeoutUrl ?? url;
        var timeoutLines = wait.TimeoutHeaders.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
            ? lines
            : ResumeReader.Lines(wait.TimeoutHeaders, refusals);
        var (timeout, ms) = Timeout(wait.Timeout, refusals);
        var deadline = now.AddMilliseconds(ms);
        var facts = step.Facts;
        var atTimeout = resumes.Read(timeoutUrl, timeoutLines, now, refusals);
        return new WaitRequest
        {
            RunId = run.RunId,
            EventId = eventId,
            Facts = facts with { StepId = facts.StepId == 0 ? facts.TargetStep : facts.StepId, TargetStep = 0 },
            Step = Encoding.UTF8.GetBytes(wait.Step.GetRawText()),
            Timeout = timeout,
            Deadline = deadline,
            Resume = resumes.Read(url, lines, now, refusals).Spec,
            TimeoutResume = atTimeout.Spec,
            OwnsRetries = run.OwnsRetries,
            OwnsTimeoutRetries = atTimeout.OwnsRetries,
            View = new WaiterView(url, Map(lines), timeoutUrl, Map(timeoutLines), null) { Deadline = deadline },
            Now = now,
        };
    }

    private (string Text, long Ms) Timeout(JsonElement wished, Refusals refusals)
    {
        var text = wished.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => UsualTimeout,
            JsonValueKind.Number => $"{wished.GetRawText()}s",
            _ => wished.ToString(),
        };
        var most = (long)options.Value.MaxWait.TotalMilliseconds;
        if (!Duration.TryParse(text, out var ms))
        {
            refusals.Malformed($"invalid timeout '{text}': must be a duration such as 50s, 10m or 1d10h30m");
        }
        else if (ms > most)
        {
            refusals.OverLimit($"the timeout is over the limit: at most {options.Value.MaxWait.TotalSeconds}s are allowed");
        }

        return (text, Math.Min(ms, most));
    }

    /// <summary>The headers for the run, without those of the connection and of this API.</summary>
    private static List<HeaderLine> Lines(HttpRequest request) =>
    [
        .. from header in request.Headers
           where header.Key.StartsWith(PublishHeader.Prefix, StringComparison.OrdinalIgnoreCase)
              || header.Key.Equals(PublishHeader.ContentType, StringComparison.OrdinalIgnoreCase)
           where !header.Key.StartsWith("Upstash-Telemetry-", StringComparison.OrdinalIgnoreCase)
           from value in header.Value
           select new HeaderLine(header.Key, value),
    ];

    /// <summary>The SDK names the run under two spellings of one header.</summary>
    private static byte[] Map(IReadOnlyList<HeaderLine> lines) =>
        JsonSerializer.SerializeToUtf8Bytes(HeaderMap.Of([.. lines.DistinctBy(line => (line.Name.ToUpperInvariant(), line.Value))]) ?? [], WorkflowsJson.Default.DictionaryStringListString);
}
